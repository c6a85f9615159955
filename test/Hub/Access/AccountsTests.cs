using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Access;

public abstract class AccountsTests(TestDatabases databases) : IAsyncLifetime
{
    private const string Email = "grace@example.com";
    private const string Password = "correct horse battery";

    private AccessStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await AccessStore.StartAsync(databases);

    [Fact]
    public async Task CreateAdministrator_OfAFreeAddress_CanSignInWithEveryRole()
    {
        (await CreateAdministratorAsync(Email, Password)).Succeeded.ShouldBeTrue();

        await using var scope = _store.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var user = await accounts.FindAsync(Email.ToUpperInvariant(), Password);
        user.ShouldNotBeNull();
        Roles.All.ShouldAllBe(role => Rights.Of(user.Grants).Include(role));
        (await accounts.HasAdministratorAsync()).ShouldBeTrue();
        (await accounts.FindAsync(Email, "wrong horse battery")).ShouldBeNull();
        (await accounts.FindAsync("nobody@example.com", Password)).ShouldBeNull();
    }

    [Fact]
    public async Task CreateAdministrator_ManyAtOnce_CreatesOne_AndRefusesTheOthersForTheirAddress()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => CreateAdministratorAsync(Email, Password))));

        results.Count(result => result.Succeeded).ShouldBe(1);
        results.SelectMany(result => result.Errors).Select(Accounts.FieldOf).Distinct().ShouldBe(["Email"]);
    }

    [Theory]
    [InlineData(Email, "Email")]
    [InlineData("eve@example.com", "Password", "short")]
    public async Task CreateAdministrator_ThatIsRefused_LeavesNothing(string email, string field, string password = Password)
    {
        await CreateAdministratorAsync(Email, Password);

        var refused = await CreateAdministratorAsync(email, password);

        refused.Errors.Select(Accounts.FieldOf).Distinct().ShouldBe([field]);
        await using var context = _store.CreateDbContext();
        (await context.Users.CountAsync(user => user.Id != AccessStore.Person.Id, Cancelled)).ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<IdentityResult> CreateAdministratorAsync(string email, string password)
    {
        await using var scope = _store.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAdministratorAsync(email, password);
    }

    public sealed class OnSqlite() : AccountsTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : AccountsTests(new PostgresDatabases(server));
}
