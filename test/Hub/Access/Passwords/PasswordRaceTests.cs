using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Passwords;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Access.Passwords;

/// <summary>What an administrator changes while a password is being hashed, holds.</summary>
public abstract class PasswordRaceTests(TestDatabases databases) : IAsyncLifetime
{
    private const string Email = "grace@example.com";
    private const string Password = "correct horse battery";
    private const string NewPassword = "another horse battery";
    private static readonly Grant[] Operator = [new(Roles.Operator, [])];
    private static readonly Grant[] Viewer = [new(Roles.Viewer, ["prod"])];

    private readonly InterruptedHasher _hasher = new();
    private AccessStore _store = null!;
    private string _id = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await AccessStore.StartAsync(databases, services => services.AddSingleton<IPasswordHasher<Person>>(_hasher));
        _id = await _store.AddPersonAsync(Email, Password, Operator, InterruptedHasher.OfAnEarlierRelease);
    }

    [Fact]
    public async Task SignIn_WithAHashOfAnEarlierRelease_StoresANewOne_AndEndsNoSession()
    {
        var before = await PersonAsync();

        (await SignInAsync(Password)).ShouldNotBeNull();

        var after = await PersonAsync();
        after.PasswordHash.ShouldNotBe(before.PasswordHash);
        after.SecurityStamp.ShouldBe(before.SecurityStamp);
        (await SignInAsync(Password)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Disable_WhileASignInRehashes_Holds()
    {
        _hasher.Interrupt(DisableAsync);

        (await SignInAsync(Password)).ShouldBeNull();

        (await PersonAsync()).DisabledAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task SetGrants_WhileASignInRehashes_Holds()
    {
        _hasher.Interrupt(DemoteAsync);

        (await SignInAsync(Password)).ShouldNotBeNull();

        Rights.Of((await PersonAsync()).Grants).ShouldBe(Rights.Of(Viewer));
    }

    [Fact]
    public async Task Disable_WhileThePersonChangesThePassword_Holds()
    {
        _hasher.Interrupt(DisableAsync);

        (await ChangeAsync()).Succeeded.ShouldBeFalse();

        (await PersonAsync()).DisabledAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task SetGrants_WhileThePersonChangesThePassword_Holds()
    {
        _hasher.Interrupt(DemoteAsync);

        (await ChangeAsync()).Succeeded.ShouldBeTrue();

        Rights.Of((await PersonAsync()).Grants).ShouldBe(Rights.Of(Viewer));
        (await SignInAsync(NewPassword)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Change_WhileASignInRehashes_IsTriedAgain()
    {
        // As a sign-in does. A real one would wait for the thread that this one occupies.
        var before = await PersonAsync();
        _hasher.Interrupt(() => RehashAsync(before));

        (await ChangeAsync()).Succeeded.ShouldBeTrue();

        (await SignInAsync(NewPassword)).ShouldNotBeNull();
        (await SignInAsync(Password)).ShouldBeNull();
    }

    [Fact]
    public async Task Disable_WhileALinkIsUsed_Holds()
    {
        var link = await _store.Services.GetRequiredService<OneTimeLinks>().CreateAsync(_id, LinkPurpose.Reset, Cancelled);
        _hasher.Interrupt(DisableAsync);

        (await _store.RunAsync<PasswordChanges, LinkRedemption?>(passwords => passwords.RedeemAsync(LinkPurpose.Reset, link!.Secret, NewPassword))).ShouldBeNull();

        (await PersonAsync()).DisabledAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Disable_AtTheSameTimeAsALinkIsUsed_Holds()
    {
        for (var round = 0; round < (LongTests.AreWanted ? 50 : 5); round++)
        {
            await _store.RunAsync<PersonStore, PersonChange>(people => people.EnableAsync(_id));
            var link = await _store.Services.GetRequiredService<OneTimeLinks>().CreateAsync(_id, LinkPurpose.Reset, Cancelled);

            await Task.WhenAll(
                Task.Run(() => _store.RunAsync<PasswordChanges, LinkRedemption?>(passwords => passwords.RedeemAsync(LinkPurpose.Reset, link!.Secret, NewPassword))),
                Task.Run(DisableAsync));

            (await PersonAsync()).DisabledAt.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Hashing_OfEveryKind_IsOffTheThreadPool()
    {
        var link = await _store.Services.GetRequiredService<OneTimeLinks>().CreateAsync(_id, LinkPurpose.Reset, Cancelled);
        (await _store.RunAsync<PasswordChanges, LinkRedemption?>(passwords => passwords.RedeemAsync(LinkPurpose.Reset, link!.Secret, Password))).ShouldNotBeNull();
        (await SignInAsync(Password)).ShouldNotBeNull();
        (await ChangeAsync()).Succeeded.ShouldBeTrue();
        (await _store.RunAsync<Accounts, IdentityResult>(accounts => accounts.CreateAdministratorAsync("eve@example.com", Password))).Succeeded.ShouldBeTrue();

        _hasher.WasOnThreadPool.ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task RehashAsync(Person person)
    {
        await using var context = _store.CreateDbContext();
        await context.RehashAsync(person, new PasswordHasher<Person>().HashPassword(person, Password));
    }

    private Task<PersonChange> DisableAsync() => _store.RunAsync<PersonStore, PersonChange>(people => people.DisableAsync(_id));

    private Task<PersonChange> DemoteAsync() => _store.RunAsync<PersonStore, PersonChange>(people => people.SetGrantsAsync(_id, Viewer));

    private async Task<Person> PersonAsync() => (await _store.RunAsync<PersonStore, Person?>(people => people.FindAsync(_id, Cancelled))).ShouldNotBeNull();

    private Task<Person?> SignInAsync(string password) => _store.RunAsync<Accounts, Person?>(accounts => accounts.FindAsync(Email, password));

    private Task<IdentityResult> ChangeAsync() => _store.RunAsync<PasswordChanges, IdentityResult>(passwords => passwords.ChangeAsync(_id, null, Password, NewPassword));

    public sealed class OnSqlite() : PasswordRaceTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : PasswordRaceTests(new PostgresDatabases(server));

    /// <summary>Identity's hasher, that lets something else happen before its next hash.</summary>
    private sealed class InterruptedHasher : IPasswordHasher<Person>
    {
        private readonly PasswordHasher<Person> _inner = new();
        private Func<Task>? _interruption;

        /// <summary>Whether a password was hashed or checked on a thread of the pool.</summary>
        public bool WasOnThreadPool { get; private set; }

        /// <summary>With fewer iterations.</summary>
        public static IPasswordHasher<Person> OfAnEarlierRelease { get; } = new PasswordHasher<Person>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));

        public void Interrupt(Func<Task> interruption) => _interruption = interruption;

        public string HashPassword(Person user, string password)
        {
            WasOnThreadPool |= Thread.CurrentThread.IsThreadPoolThread;
            if (Interlocked.Exchange(ref _interruption, null) is { } interruption)
            {
                Task.Run(interruption).DefaultTimeout().GetAwaiter().GetResult();
            }

            return _inner.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            WasOnThreadPool |= Thread.CurrentThread.IsThreadPoolThread;
            return _inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
