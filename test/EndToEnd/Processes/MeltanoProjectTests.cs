using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>
/// Meltano projects that the whole monitor serves and watches, with one command. The long form also holds the times that users were promised, which a machine with other
/// work may miss; <c>bench/Meltano</c> measures them.
/// </summary>
[Collection(nameof(RealProcesses))]
public sealed class MeltanoProjectTests : IAsyncLifetime
{
    private static readonly TimeSpan KnownWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SuspectedWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan KilledWithin = TimeSpan.FromSeconds(60);

    private readonly MeltanoFolder _shop = new();
    private readonly MeltanoFolder _bank = new(name: "bank");
    private MeltanoTable _table = null!;
    private MonitorProcess _monitor = null!;
    private HubSubscriber _subscriber = null!;

    public async ValueTask InitializeAsync()
    {
        _table = await _shop.CreateDatabaseAsync();
        _monitor = await MonitorProcess.StartAsync([], ("Meltano:0:Project", _shop.Path), ("Meltano:1:Project", _bank.Path));
        _subscriber = await _monitor.SubscribeAsync(await _monitor.SignInAsync(), HubProtocolKind.Json);
        await _subscriber.NextAsync<SourceStatus>(status => status is { Source: "shop", State: SourceState.Live });
    }

    public async ValueTask DisposeAsync()
    {
        await _subscriber.DisposeAsync();
        await _monitor.DisposeAsync();
        _shop.Dispose();
        _bank.Dispose();
    }

    [Fact]
    public async Task Run_InsertedIntoTheDatabase_StandsAtASubscriber_AndTurnsFailedWithItsError()
    {
        var inserted = TimeProvider.System.GetTimestamp();
        var id = await _table.InsertAsync(new MeltanoRun(TimeProvider.System.GetUtcNow()) { Trigger = "cron" });
        var running = await _subscriber.NextAsync<ExecutionData>(run => run is { Source: "shop", Status: ExecutionStatus.Running });
        var known = TimeProvider.System.GetElapsedTime(inserted);

        var ended = TimeProvider.System.GetTimestamp();
        await _table.EndAsync(id, "FAIL", TimeProvider.System.GetUtcNow(), """{"error": "Extractor failed: 401 Unauthorized"}""");
        var failed = await _subscriber.NextAsync<ExecutionData>(run => run is { Source: "shop", Status: ExecutionStatus.Failed });
        var failureKnown = TimeProvider.System.GetElapsedTime(ended);

        (running.PipelineId, running.TriggeredBy, running.RecordsProcessed).ShouldBe(("daily-load", "cron", null));
        (failed.Id, failed.ErrorMessage).ShouldBe((running.Id, "Extractor failed: 401 Unauthorized"));
        if (LongTests.AreWanted)
        {
            known.ShouldBeLessThan(KnownWithin);
            failureKnown.ShouldBeLessThan(KnownWithin);
        }
    }

    /// <summary>The long form waits for the run to be called failed; the short one for the suspicion before.</summary>
    [Fact]
    public async Task Writer_KilledWith9_IsToldWithinAMinute()
    {
        var (writer, id) = await MeltanoWriter.BeginRunAsync(_shop.DatabasePath);
        await using (writer)
        {
            await writer.LineAsync($"beat {id}");
            await writer.SignalAsync("KILL");
        }

        var killed = TimeProvider.System.GetTimestamp();
        await UntilAsync(run => run.Metadata.ContainsKey("suspected"));
        var suspected = TimeProvider.System.GetElapsedTime(killed);

        if (LongTests.AreWanted)
        {
            suspected.ShouldBeLessThan(SuspectedWithin);
            var failed = await UntilAsync(run => run.Status == ExecutionStatus.Failed);
            TimeProvider.System.GetElapsedTime(killed).ShouldBeLessThan(KilledWithin);
            failed.Metadata["killed"].ShouldBe("true");
        }
    }

    [Fact]
    public async Task Project_WhoseDatabaseIsMissing_IsADegradedSourceOfItsOwnThatSaysWhy()
    {
        var status = await _subscriber.NextAsync<SourceStatus>(status => status is { Source: "bank", State: SourceState.Degraded });
        var health = await _subscriber.NextAsync<HealthStatus>(health => health.Source == "bank" && health.Components.ContainsKey("database"));

        status.Feeds[FeedNames.Executions].Error.ShouldNotBeNull().ShouldContain("there is no file");
        health.Components["database"].Healthy.ShouldBeFalse();
    }

    private Task<ExecutionData> UntilAsync(Predicate<ExecutionData> fits) => FindAsync(fits).WaitAsync(KilledWithin + KilledWithin);

    /// <summary>Messages of the source come all the time, so that each wait for one is short.</summary>
    private async Task<ExecutionData> FindAsync(Predicate<ExecutionData> fits)
    {
        while (true)
        {
            if (await _subscriber.NextAsync<object>() is ExecutionData { Source: "shop" } run && fits(run))
            {
                return run;
            }
        }
    }
}
