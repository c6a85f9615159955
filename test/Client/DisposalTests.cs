using System.Net;
using System.Net.Sockets;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Client.Tests;

/// <summary>A client that is disposed of, at any moment.</summary>
public sealed class DisposalTests : IAsyncLifetime
{
    private ScriptedHub _hub = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await ScriptedHub.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Dispose_Twice_EndsReadersAndWaitsWithoutAnError()
    {
        var client = Start();
        await client.ConnectedAsync();
        var waiting = client.WaitForAsync(_ => false, Cancelled);
        var reading = client.WatchAsync(cancellationToken: Cancelled).ToListAsync(Cancelled).AsTask();
        var happening = client.EventsAsync(Cancelled).ToListAsync(Cancelled).AsTask();

        await client.DisposeAsync().AsTask().DefaultTimeout();
        await client.DisposeAsync().AsTask().DefaultTimeout();

        await Should.ThrowAsync<ObjectDisposedException>(waiting.DefaultTimeout());
        await reading.DefaultTimeout();
        await happening.DefaultTimeout();
        client.Current.Connection.ShouldSatisfyAllConditions(seen => seen.State.ShouldBe(MonitorConnectionState.Stopped), seen => seen.Reason.ShouldBe("the client was stopped"));
    }

    [Fact]
    public async Task Dispose_ByTwoAtOnce_BothWaitForTheEnd()
    {
        var client = Start();
        await client.ConnectedAsync();

        var (first, second) = (client.DisposeAsync().AsTask(), client.DisposeAsync().AsTask());
        await second.DefaultTimeout();

        first.IsCompletedSuccessfully.ShouldBeTrue("the second waits for the same end");
        await Eventually.IsAsync(() => _hub.Connected == 0);
    }

    [Fact]
    public async Task Dispose_WhileConnecting_EndsAtOnceAndClosesTheSocket()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var client = Start(options => options.Address = new Uri($"http://{silent.LocalEndpoint}"));
        using var socket = await silent.AcceptTcpClientAsync(Cancelled).AsTask().DefaultTimeout();

        await client.DisposeAsync().AsTask().DefaultTimeout();

        await EndsAsync(socket);
    }

    [Fact]
    public async Task Dispose_WhileTheUpgradeIsSwallowed_EndsAtOnce()
    {
        _hub.Proxy = ScriptedProxy.SwallowsUpgrades;
        var client = Start();
        await Eventually.IsAsync(() => _hub.Swallowed == 1);

        await client.DisposeAsync().AsTask().DefaultTimeout();

        client.Current.Connection.State.ShouldBe(MonitorConnectionState.Stopped);
    }

    [Fact]
    public async Task Dispose_WhileSigningIn_EndsAtOnce()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hub.Answer("POST /api/account/login", async request =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, request.HttpContext.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            left.SetResult();
            return Results.NoContent();
        });
        var client = Start(options => (options.Token, options.Email, options.Password) = (null, "ada@example.com", "secret"));
        await asked.Task.DefaultTimeout();

        await client.DisposeAsync().AsTask().DefaultTimeout();

        await left.Task.DefaultTimeout();
    }

    [Fact]
    public async Task Dispose_InsideAReader_EndsItsLoop()
    {
        var client = Start();
        await client.ConnectedAsync();

        async Task ReadAsync()
        {
            await foreach (var change in client.WatchAsync(cancellationToken: Cancelled))
            {
                await client.DisposeAsync();
            }
        }

        await ReadAsync().DefaultTimeout();
    }

    [Fact]
    public async Task Dispose_ByTheTokenSource_EndsAtOnce()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        MonitorClient? client = null;
        client = Start(options => (options.Token, options.TokenSource) = (null, _ => DisposeOfClientAsync()));

        await ended.Task.DefaultTimeout();

        async ValueTask<string?> DisposeOfClientAsync()
        {
            await Eventually.IsAsync(() => client is not null);
            await client!.DisposeAsync();
            ended.SetResult();
            return null;
        }
    }

    [Fact]
    public async Task Dispose_DuringACallOverHttp_TheCallSaysThatItMayHaveBeenCarriedOut()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hub.Answer("DELETE /api/alerts/silences/s1", async request =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, request.HttpContext.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Results.NoContent();
        });
        var client = Start();
        await client.ConnectedAsync();
        var call = client.EndSilenceAsync("s1", Cancelled);
        await asked.Task.DefaultTimeout();

        await client.DisposeAsync().AsTask().DefaultTimeout();

        var error = await Should.ThrowAsync<MonitorCallException>(call.DefaultTimeout());
        (error.Code, error.Message).ShouldBe((HubErrorCodes.Unavailable, "The client was stopped during api/alerts/silences/s1, so it may have been carried out."));
    }

    [Fact]
    public async Task Dispose_NeverBegun_Ends()
    {
        using var metrics = new ClientMetrics();
        var client = new MonitorClient(
            new MonitorClientOptions { Address = _hub.Address, Token = "fxm_test" }, metrics, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        var reading = client.WatchAsync(cancellationToken: Cancelled).ToListAsync(Cancelled).AsTask();

        await client.DisposeAsync().AsTask().DefaultTimeout();

        await reading.DefaultTimeout();
        Should.Throw<ObjectDisposedException>(client.Begin);
    }

    private static async Task EndsAsync(TcpClient socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.GetStream().ReadAsync(buffer, Cancelled).AsTask().DefaultTimeout() > 0)
            {
                // The request that was sent before.
            }
        }
        catch (IOException)
        {
            // Closed by a reset.
        }
    }

    private MonitorClient Start(Action<MonitorClientOptions>? configure = null)
    {
        var options = new MonitorClientOptions
        {
            Address = _hub.Address,
            Token = "fxm_test",
            FirstRetry = TimeSpan.FromMilliseconds(20),
            LongestRetry = TimeSpan.FromMilliseconds(200),
        };
        configure?.Invoke(options);
        return MonitorClient.Start(options);
    }
}
