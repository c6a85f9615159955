using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace FlextMonitor.Hub.Tests.Access.Providers;

/// <summary>A database with people and sessions of the release before providers goes on as it is, and takes people of a provider.</summary>
public abstract class ProviderUpgradeTests(TestDatabases databases) : IDisposable
{
    private const string Key = "ConnectionStrings:Monitor";
    private const string Before = "AddFactorsAndDisplays";
    private const string Viewer = """[{"role":"viewer","sources":["prod"]}]""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithPeopleOfTheReleaseBefore_KeepsThemAndTheirSessions_AndTakesPeopleOfAProvider()
    {
        var database = await databases.CreateAsync();
        await WriteReleaseBeforeAsync(database);

        await using var host = await StoreHost.StartAsync(services => services.AddAccess(), (Key, database));

        (await host.Services.GetRequiredService<Sessions>().IsAliveAsync("session", Cancelled)).ShouldBeTrue();
        await host.Services.GetRequiredService<ProviderPeople>().FindOrAddAsync("https://login.example", "ada-1", "ada@example.com", [new Grant(Roles.Admin, [])], TimeProvider.System.GetUtcNow());
        await using var scope = host.Services.CreateAsyncScope();
        var people = await scope.ServiceProvider.GetRequiredService<PersonStore>().ListAsync(Cancelled);
        people.Select(person => (person.Email, person.Issuer, Rights.Of(person.Grants).Role)).ShouldBe(
            [("ada@example.com", null, Roles.Viewer), ("ada@example.com", "https://login.example", Roles.Admin), ("bob@example.com", null, Roles.Viewer)], ignoreOrder: true);
        host.Errors.ShouldBeEmpty();
    }

    public void Dispose()
    {
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private static async Task WriteReleaseBeforeAsync(string connectionString)
    {
        // Builds the services only, so that the store is not brought up to date.
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection([new(Key, connectionString)]).Build())
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = Path.GetTempPath() })
            .AddAccess().BuildServiceProvider();
        await using var context = await services.GetRequiredService<IDbContextFactory<AccessDbContext>>().CreateDbContextAsync(Cancelled);
        await context.GetService<IMigrator>().MigrateAsync(Before, Cancelled);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var statement in Statements(now.ToUnixTimeMilliseconds(), now.AddDays(14).ToUnixTimeMilliseconds()))
        {
            // Not as a format, because grants have braces.
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = statement;
            await context.Database.OpenConnectionAsync(Cancelled);
            await command.ExecuteNonQueryAsync(Cancelled);
        }
    }

    private static IEnumerable<string> Statements(long now, long later)
    {
        foreach (var person in (string[])["ada", "bob"])
        {
            var email = $"{person}@example.com";
            yield return "INSERT INTO \"AspNetUsers\" (\"Id\", \"UserName\", \"NormalizedUserName\", \"Email\", \"NormalizedEmail\", \"SecurityStamp\", \"Grants\", \"EmailConfirmed\", \"PhoneNumberConfirmed\", \"TwoFactorEnabled\", \"LockoutEnabled\", \"AccessFailedCount\") "
                + $"VALUES ('{person}', '{email}', '{email.ToUpperInvariant()}', '{email}', '{email.ToUpperInvariant()}', 'stamp', '{Viewer}', '1', '0', '0', '1', 0)";
        }

        yield return "INSERT INTO \"Sessions\" (\"Id\", \"UserId\", \"SecurityStamp\", \"StartedAt\", \"ExpiresAt\", \"Rotation\", \"IsBrowser\") "
            + $"VALUES ('session', 'ada', 'stamp', {now}, {later}, 0, '0')";
    }

    public sealed class OnSqlite() : ProviderUpgradeTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : ProviderUpgradeTests(new PostgresDatabases(server));
}
