using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>A database with people, roles and sessions of the release before grants goes on as it is.</summary>
public abstract class RolesToGrantsTests(TestDatabases databases) : IDisposable
{
    private const string Key = "ConnectionStrings:Monitor";
    private const string Before = "CreateAccess";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithRolesOfTheReleaseBefore_MakesGrantsOfThem_AndKeepsSessions()
    {
        var database = await databases.CreateAsync();
        await WriteReleaseBeforeAsync(database);

        await using var host = await StoreHost.StartAsync(services => services.AddAccess(), (Key, database));

        await using var context = await host.Services.GetRequiredService<IDbContextFactory<AccessDbContext>>().CreateDbContextAsync(Cancelled);
        var roles = await context.Users.ToDictionaryAsync(person => person.Id, person => Rights.Of(person.Grants).Role, Cancelled);
        roles.ShouldBe(new Dictionary<string, string?> { ["everything"] = Roles.Admin, ["operates"] = Roles.Operator, ["views"] = Roles.Viewer, ["nothing"] = null }, ignoreOrder: true);
        (await context.Users.ToListAsync(Cancelled)).ShouldAllBe(person => person.Grants.All(grant => grant.Sources.Count == 0));
        (await host.Services.GetRequiredService<Sessions>().IsAliveAsync("session", Cancelled)).ShouldBeTrue();
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
            await context.Database.ExecuteSqlRawAsync(statement, Cancelled);
        }
    }

    private static IEnumerable<string> Statements(long now, long later)
    {
        foreach (var role in Roles.All)
        {
            yield return $"INSERT INTO \"AspNetRoles\" (\"Id\", \"Name\", \"NormalizedName\") VALUES ('{role}-id', '{role}', '{role.ToUpperInvariant()}')";
        }

        foreach (var (person, roles) in new[] { ("everything", Roles.All), ("operates", [Roles.Viewer, Roles.Operator]), ("views", [Roles.Viewer]), ("nothing", []) })
        {
            yield return $"INSERT INTO \"AspNetUsers\" (\"Id\", \"UserName\", \"NormalizedUserName\", \"SecurityStamp\", \"EmailConfirmed\", \"PhoneNumberConfirmed\", \"TwoFactorEnabled\", \"LockoutEnabled\", \"AccessFailedCount\") "
                + $"VALUES ('{person}', '{person}', '{person.ToUpperInvariant()}', 'stamp', '1', '0', '0', '1', 0)";
            foreach (var role in roles)
            {
                yield return $"INSERT INTO \"AspNetUserRoles\" (\"UserId\", \"RoleId\") VALUES ('{person}', '{role}-id')";
            }
        }

        yield return $"INSERT INTO \"Sessions\" (\"Id\", \"UserId\", \"SecurityStamp\", \"StartedAt\", \"ExpiresAt\", \"Rotation\") VALUES ('session', 'views', 'stamp', {now}, {later}, 3)";
    }

    public sealed class OnSqlite() : RolesToGrantsTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : RolesToGrantsTests(new PostgresDatabases(server));
}
