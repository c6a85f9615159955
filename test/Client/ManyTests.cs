using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>Many clients, and many keys, over real connections.</summary>
public sealed class ManyTests : IAsyncLifetime
{
    private const int Clients = 200;
    private const int SourceCount = 10;
    private const int RunsOfASource = 997;

    private ScriptedHub _hub = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await ScriptedHub.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Clients_200InOneProcess_AllSeeEveryChange_AlsoAfterARestart()
    {
        var clients = Enumerable.Range(0, Clients).Select(_ => MonitorClient.Start(Options())).ToList();
        await AllSeeAsync(clients, 12.5);

        await _hub.SendAsync(Messages.Stats(sequence: 2, cpu: 20));
        await AllSeeAsync(clients, 20);
        await _hub.StopAsync();
        _hub.FirstState = [Messages.Status(epoch: 2), Messages.Stats(epoch: 2, cpu: 30), Messages.Heartbeat()];
        await _hub.StartAsync();
        await AllSeeAsync(clients, 30);

        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask())).DefaultTimeout();
    }

    [Fact]
    public async Task Keys_10000_AreAllThere_AndEachIsReadOnce()
    {
        _hub.FirstState = [.. Enumerable.Range(0, SourceCount).SelectMany(number => FirstStateOf($"s{number}"))];
        await using var client = MonitorClient.Start(Options());

        var seen = await client.WaitForAsync(seen => seen.Connection.IsConnected && seen.Sources.Count == SourceCount, Cancelled).DefaultTimeout();

        seen.Sources.Values.ShouldAllBe(source => source.Executions.Count == RunsOfASource);
        var keys = await client.WatchAsync(cancellationToken: Cancelled).Skip(1).Take(SourceCount * (RunsOfASource + 3)).Select(change => change.Key).ToListAsync(Cancelled);
        keys.Distinct().Count().ShouldBe(10_000);
    }

    private static IEnumerable<SourceMessage> FirstStateOf(string source) =>
    [
        Messages.Status(source) with { ExecutionLimit = 1000 },
        Messages.Stats(source),
        .. Enumerable.Range(0, RunsOfASource).Select(run => Messages.Execution($"run-{run}", source, startedAt: Messages.Noon.AddSeconds(run))),
        Messages.Heartbeat(source),
    ];

    private static async Task AllSeeAsync(IEnumerable<MonitorClient> clients, double cpu) => await Task.WhenAll(clients.Select(client =>
        client.WaitForAsync(seen => seen.Sources.TryGetValue("default", out var source) && source.Figures.CpuUsage.LastKnown == cpu, Cancelled))).DefaultTimeout();

    private MonitorClientOptions Options() => new()
    {
        Address = _hub.Address,
        Token = "fxm_test",
        FirstRetry = TimeSpan.FromMilliseconds(50),
        LongestRetry = TimeSpan.FromMilliseconds(500),
    };
}
