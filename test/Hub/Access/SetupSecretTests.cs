using FlextMonitor.Collector.Cluster;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Access;

public abstract class SetupSecretTests(TestDatabases databases) : IAsyncLifetime
{
    private AccessStore _store = null!;
    private SetupSecret _secret = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await AccessStore.StartAsync(databases);
        _secret = new SetupSecret(_store, TimeProvider.System);
    }

    [Fact]
    public async Task Use_BeforeThereIsOne_OpensNothing()
    {
        (await UseAsync("", done: true)).ShouldBeNull();
        (await UseAsync(new string('0', 64), done: true)).ShouldBeNull();
    }

    [Fact]
    public async Task Use_OfTheRightOne_OpensOnce()
    {
        var secret = await _secret.CreateAsync(Cancelled);

        (await UseAsync(secret, done: true)).ShouldBe("used");
        (await UseAsync(secret, done: true)).ShouldBeNull();
    }

    [Fact]
    public async Task Use_ThatDoesNotSucceed_LeavesItGood()
    {
        var secret = await _secret.CreateAsync(Cancelled);

        (await UseAsync(secret, done: false)).ShouldBe("used");
        (await UseAsync(secret, done: true)).ShouldBe("used");
    }

    [Fact]
    public async Task Use_ThatThrows_LeavesItGood()
    {
        var secret = await _secret.CreateAsync(Cancelled);
        await Should.ThrowAsync<InvalidOperationException>(_secret.UseAsync<string>(secret, () => throw new InvalidOperationException(), Cancelled));

        (await UseAsync(secret, done: true)).ShouldBe("used");
    }

    [Fact]
    public async Task Use_OfAnother_OpensNothing()
    {
        var first = await _secret.CreateAsync(Cancelled);
        var second = await _secret.CreateAsync(Cancelled);

        (await UseAsync(first, done: true)).ShouldBeNull();
        (await UseAsync(second.ToUpperInvariant(), done: true)).ShouldBeNull();
        (await UseAsync(second, done: true)).ShouldBe("used");
    }

    [Fact]
    public async Task Use_AtAnotherProcess_OpensOnce_AndEndsTheLinksOfAll()
    {
        var (first, second) = (Of("first"), Of("second"));
        var (ofFirst, ofSecond) = (await first.CreateAsync(Cancelled), await second.CreateAsync(Cancelled));

        (await UseAsync(second, ofFirst, done: true)).ShouldBe("used");
        (await UseAsync(second, ofSecond, done: true)).ShouldBeNull();
        (await UseAsync(first, ofFirst, done: true)).ShouldBeNull();
    }

    [Fact]
    public async Task Use_WhileAnotherIsUsed_OpensNothing()
    {
        var (first, second) = (Of("first"), Of("second"));
        var (ofFirst, ofSecond) = (await first.CreateAsync(Cancelled), await second.CreateAsync(Cancelled));

        string? meanwhile = "not asked";
        await first.UseAsync(
            ofFirst,
            async () =>
            {
                meanwhile = await UseAsync(second, ofSecond, done: true);
                return (true, "used");
            },
            Cancelled);

        meanwhile.ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private SetupSecret Of(string node) => new(_store, TimeProvider.System, new NodeIdentity(Options.Create(new ClusterOptions { Node = node })));

    private Task<string?> UseAsync(string secret, bool done) => UseAsync(_secret, secret, done);

    private static Task<string?> UseAsync(SetupSecret secrets, string secret, bool done) => secrets.UseAsync(secret, () => Task.FromResult((done, "used")), Cancelled);

    public sealed class OnSqlite() : SetupSecretTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : SetupSecretTests(new PostgresDatabases(server));
}
