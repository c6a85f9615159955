using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>Token sources of users: they may refuse, fail, hang, or block.</summary>
public sealed class TokenSourceTests : IAsyncLifetime
{
    private readonly RecordedLog _log = new();
    private readonly LoggerFactory _loggers = new();
    private ScriptedHub _hub = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _loggers.AddProvider(_log.CreateProvider());
        _hub = await ScriptedHub.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _loggers.Dispose();
    }

    [Fact]
    public async Task Token_RefusedOnce_AsksTheSourceForAnother()
    {
        var given = 0;
        _hub.Accepts = token => token != "t1";
        await using var client = Start(_ => ValueTask.FromResult<string?>($"t{++given}"));

        await client.ConnectedAsync();

        _hub.Tokens.First().ShouldBe("t1");
    }

    [Fact]
    public async Task Source_Fails_SaysSoAndTriesAgain()
    {
        var given = 0;
        await using var client = Start(_ => ++given == 1 ? throw new IOException("the vault is sealed") : ValueTask.FromResult<string?>("t"));

        await client.ConnectedAsync();

        _log.Entries.Single(entry => entry.Event == 5002).Message.ShouldBe($"Not connected: {_hub.Address}: the source of tokens failed: the vault is sealed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Source_Hangs_IsGivenHalfOfTheTimeout_AndAskedAgain(bool blocks)
    {
        var (asked, time) = (0, new FakeTimeProvider());
        using var left = new ManualResetEventSlim();
        await using var client = Start(
            _ =>
            {
                if (Interlocked.Increment(ref asked) > 1)
                {
                    return ValueTask.FromResult<string?>("t");
                }

                if (blocks)
                {
                    left.Wait(CancellationToken.None);
                }

                return new ValueTask<string?>(new TaskCompletionSource<string?>().Task);
            },
            time);
        await Eventually.IsAsync(() => asked == 1);

        time.Advance(TimeSpan.FromSeconds(15));

        var lost = await client.WaitForAsync(seen => seen.Connection.State == MonitorConnectionState.Disconnected, Cancelled).DefaultTimeout();
        lost.Connection.Reason.ShouldBe($"{_hub.Address}: the source of tokens did not answer within 15 s");
        time.Advance(TimeSpan.FromSeconds(1));
        await client.ConnectedAsync();
        left.Set();
    }

    [Fact]
    public async Task Source_HangsDuringACall_TheCallFailsWithATypedError()
    {
        var time = new FakeTimeProvider();
        using var metrics = new ClientMetrics();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = Options(_ =>
        {
            asked.TrySetResult();
            return new ValueTask<string?>(new TaskCompletionSource<string?>().Task);
        });

        // Not begun, so that the call is the first to need a token.
        await using var client = new MonitorClient(options, metrics, time, NullLoggerFactory.Instance);
        var call = client.EndSilenceAsync("s1", Cancelled);
        await asked.Task.DefaultTimeout();
        time.Advance(TimeSpan.FromSeconds(15));

        var error = await Should.ThrowAsync<MonitorCallException>(call.DefaultTimeout());
        (error.Code, error.Message).ShouldBe((HubErrorCodes.Unavailable, "There is no token for api/alerts/silences/s1: the source of tokens did not answer within 15 s."));
    }

    [Fact]
    public async Task Source_HangsWhenTheClientIsDisposedOf_IsCancelledAndNotWaitedFor()
    {
        var (asked, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        var client = Start(
            cancellationToken =>
            {
                cancellationToken.Register(cancelled.SetResult);
                asked.TrySetResult();
                return new ValueTask<string?>(new TaskCompletionSource<string?>().Task);
            },
            new FakeTimeProvider());
        await asked.Task.DefaultTimeout();

        await client.DisposeAsync().AsTask().DefaultTimeout();

        await cancelled.Task.DefaultTimeout();
    }

    private MonitorClientOptions Options(Func<CancellationToken, ValueTask<string?>> source) => new()
    {
        Address = _hub.Address,
        TokenSource = source,
        FirstRetry = TimeSpan.FromMilliseconds(20),
        LongestRetry = TimeSpan.FromMilliseconds(200),
    };

    private MonitorClient Start(Func<CancellationToken, ValueTask<string?>> source, TimeProvider? time = null) => MonitorClient.Start(Options(source), _loggers, time);
}
