using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Tests.Audit;

/// <summary>A store that cannot be written: nothing is lost silently, nobody waits for long, and what must be recorded is refused.</summary>
public sealed class AuditWriterTests : IAsyncLifetime
{
    /// <summary>The writer may hold some besides those in the queue.</summary>
    private const int MoreThanCanWait = AuditQueue.Capacity + AuditWriter.MostAtOnce + 7;

    private readonly SqliteDatabases _databases = new();
    private AuditStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await AuditStore.StartAsync(_databases, TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task FullDisk_MakesTheProcessUnready_RefusesWhatMustBeRecorded_AndStoresLaterWhatWasDone()
    {
        await FillAsync();

        await RecordWhileFullAsync("ada@example.com");

        (await _store.HealthAsync()).Status.ShouldBe(HealthStatus.Unhealthy);
        await Should.ThrowAsync<AuditUnavailableException>(() => _store.Trail.RequireAsync(Cancelled));
        _store.Log.Entries.Count(entry => entry is { Event: 2402, Level: LogLevel.Error }).ShouldBe(1);
        _store.Log.Entries.Where(entry => entry.Event == 2403).ShouldHaveSingleItem().Message.ShouldContain("\"who\":\"ada@example.com\"");

        await FreeAsync();
        await Eventually.IsAsync(IsStoredAgain);
        await _store.Trail.RequireAsync(Cancelled);
        (await _store.HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
        var (rows, _) = await _store.Reader.ReadAsync(AuditFilter.None, 10, Cancelled);
        rows.ShouldHaveSingleItem().Who.ShouldBe("ada@example.com");
    }

    [Fact]
    public async Task Require_OfAFullDisk_MakesTheProcessUnready_UntilItCanBeWritten_WithoutAnyEntry()
    {
        await FillAsync();
        for (var tries = 0; tries < 3; tries++)
        {
            await Should.ThrowAsync<AuditUnavailableException>(() => _store.Trail.RequireAsync(Cancelled));
        }

        var before = await _store.HealthAsync();
        await FreeAsync();
        await Eventually.IsAsync(IsStoredAgain);

        before.Status.ShouldBe(HealthStatus.Unhealthy);
        _store.Log.Entries.Count(entry => entry.Event == 2402).ShouldBe(1);
        (await _store.HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
        await _store.Trail.RequireAsync(Cancelled);
        (await _store.Reader.ReadAsync(AuditFilter.None, 10, Cancelled)).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_WhileNothingCanBeStored_TakesNoPlaceInTheQueue()
    {
        await FillAsync();
        await RecordWhileFullAsync("first@example.com");

        for (var reads = 0; reads < AuditQueue.Capacity + 1; reads++)
        {
            await _store.Reader.ReadAsync(AuditFilter.None, 1, Cancelled);
        }

        await _store.Trail.RecordAsync(Done("second@example.com")).DefaultTimeout();
        _store.Log.Entries.ShouldNotContain(entry => entry.Event == 2404);
    }

    [Fact]
    public async Task FullDisk_WithMoreThanCanWait_TellsHowManyAreMissing()
    {
        await FillAsync();
        await RecordWhileFullAsync("first@example.com");
        var waiting = Enumerable.Range(0, MoreThanCanWait).Select(number => _store.Trail.RecordAsync(Done($"person-{number}@example.com"))).ToList();

        await FreeAsync();
        await Eventually.IsAsync(IsStoredAgain);
        await Task.WhenAll(waiting).DefaultTimeout();

        var (rows, _) = await _store.Reader.ReadAsync(AuditFilter.None with { What = AuditActions.LeftOut }, 10, Cancelled);
        var row = rows.ShouldHaveSingleItem();
        (row.Subject, row.Outcome).ShouldBe(("*", "failed"));
        var missing = row.After!.Value.GetProperty("count").GetInt64();
        missing.ShouldBeGreaterThan(0);
        _store.Log.Entries.Count(entry => entry.Event == 2404).ShouldBe((int)missing);
        (await _store.Verifier.VerifyAsync(Cancelled)).Good.ShouldBe(1 + MoreThanCanWait - missing + 1);
    }

    [Fact]
    public async Task Refusals_InBulk_AreRecordedOneByOneAtFirst_AndThenCounted()
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            await _store.Trail.RecordAsync(new AuditEvent(AuditActions.SignIn, Who: null, AuditOutcome.Refused));
        }

        var (before, _) = await _store.Reader.ReadAsync(AuditFilter.None, 100, Cancelled);
        _store.Time.Advance(RefusalLimit.Window);
        await Eventually.GetAsync(ReadLaterAsync, answer => answer.Rows.Count > before.Count);

        before.Count.ShouldBe(RefusalLimit.OneByOne);
        var (after, _) = await _store.Reader.ReadAsync(AuditFilter.None, 1, Cancelled);
        (after[0].What, after[0].Subject, after[0].After!.Value.GetRawText()).ShouldBe((AuditActions.LeftOut, AuditActions.SignIn, """{"count":995,"addresses":0}"""));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _databases.Dispose();
    }

    private static AuditEvent Done(string who) => new(AuditActions.SignOut, who, AuditOutcome.Done);

    /// <summary>Records something that cannot be stored now, until its caller goes on.</summary>
    private async Task RecordWhileFullAsync(string who)
    {
        var recording = _store.Trail.RecordAsync(Done(who));
        await Eventually.IsAsync(() => _store.Log.Entries.Any(entry => entry.Event == 2403));
        _store.Time.Advance(AuditTrail.LongestWait);
        await recording.DefaultTimeout();
    }

    private Task<(IReadOnlyList<AuditRow> Rows, bool HasMore)> ReadLaterAsync()
    {
        _store.Time.Advance(RefusalSummaries.Period);
        return _store.Reader.ReadAsync(AuditFilter.None, 100, Cancelled);
    }

    private bool IsStoredAgain()
    {
        _store.Time.Advance(AuditWriter.RetryAfter);
        return _store.Log.Entries.Any(entry => entry.Event == 2405);
    }

    private Task FillAsync() => _store.ExecuteAsync("CREATE TRIGGER \"Full\" BEFORE UPDATE ON \"AuditChain\" BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

    private Task FreeAsync() => _store.ExecuteAsync("DROP TRIGGER \"Full\"");
}
