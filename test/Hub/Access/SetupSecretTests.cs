using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Tests.Access;

public sealed class SetupSecretTests : IDisposable
{
    private readonly SetupSecret _secret = new();

    [Fact]
    public async Task Use_BeforeThereIsOne_OpensNothing()
    {
        (await UseAsync("", done: true)).ShouldBeNull();
        (await UseAsync(new string('0', 64), done: true)).ShouldBeNull();
    }

    [Fact]
    public async Task Use_OfTheRightOne_OpensOnce()
    {
        var secret = _secret.Create();

        (await UseAsync(secret, done: true)).ShouldBe("used");
        (await UseAsync(secret, done: true)).ShouldBeNull();
    }

    [Fact]
    public async Task Use_ThatDoesNotSucceed_LeavesItGood()
    {
        var secret = _secret.Create();

        (await UseAsync(secret, done: false)).ShouldBe("used");
        (await UseAsync(secret, done: true)).ShouldBe("used");
    }

    [Fact]
    public async Task Use_ThatThrows_LeavesItGood()
    {
        var secret = _secret.Create();
        await Should.ThrowAsync<InvalidOperationException>(_secret.UseAsync<string>(secret, () => throw new InvalidOperationException(), TestContext.Current.CancellationToken));

        (await UseAsync(secret, done: true)).ShouldBe("used");
    }

    [Fact]
    public async Task Use_OfAnother_OpensNothing()
    {
        var first = _secret.Create();
        var second = _secret.Create();

        (await UseAsync(first, done: true)).ShouldBeNull();
        (await UseAsync(second.ToUpperInvariant(), done: true)).ShouldBeNull();
        (await UseAsync(second, done: true)).ShouldBe("used");
    }

    public void Dispose() => _secret.Dispose();

    private Task<string?> UseAsync(string secret, bool done) =>
        _secret.UseAsync(secret, () => Task.FromResult((done, "used")), TestContext.Current.CancellationToken);
}
