using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Past;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>What the evaluator is told of the time before it began.</summary>
public abstract class PastOfSourcesTests(TestDatabases databases) : IDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Past_OfAnEarlierProcess_IsItsEndedRunsAndTheTimeItWatched()
    {
        var database = await databases.CreateAsync();
        await using (var first = await RecordedHistory.StartAsync(database))
        {
            first.After(0, Given.Status(), Given.Running("now"), Given.Failed("bad", Given.Ago(minutes: 5)) with { ErrorMessage = "no" }).EachSecond(1_200, Messages.Heartbeat());
            await first.WriteAsync();
        }

        await using var second = await RecordedHistory.StartAsync(database, new(Messages.Noon.AddHours(1)));
        await second.WriteAsync();

        var past = (await FirstAsync(second)).ShouldHaveSingleItem();

        var run = past.Runs.ShouldHaveSingleItem();
        (run.Id, run.Status, run.ErrorMessage, run.PipelineName, run.DurationSeconds).ShouldBe(("bad", ExecutionStatus.Failed, "no", "Orders to warehouse", 60L));
        past.Seen.Sum(part => part.Seen.TotalSeconds).ShouldBe(1_200);
    }

    [Fact]
    public async Task Past_OfRunsThatTheDaemonRemoved_IsTheNewestOfThemApart()
    {
        await using var history = await RecordedHistory.StartAsync(await databases.CreateAsync());
        history.After(0, Given.Status(), Given.Failed("bad", Given.Ago(minutes: 9)), Given.Ended("first", Given.Ago(minutes: 8)), Given.Ended("second", Given.Ago(minutes: 7)));
        history.After(1, Given.Removed("first"), Given.Removed("second"));
        await history.WriteAsync();

        var past = (await FirstAsync(history)).ShouldHaveSingleItem();

        past.Runs.Select(run => run.Id).ShouldBe(["bad"]);
        past.Gone.Select(run => run.Id).ShouldBe(["second"]);
    }

    [Fact]
    public async Task Past_OfManyRuns_IsTheNewestOfEachPipelineAndThoseOfTheDay()
    {
        await using var history = await RecordedHistory.StartAsync(await databases.CreateAsync());
        var old = Enumerable.Range(0, 150).Select(place => Given.Ended($"old-{place}", Given.Ago(days: 2 + place), pipeline: "old"));
        var today = Enumerable.Range(0, 150).Select(place => Given.Ended($"new-{place}", Given.Ago(minutes: place), pipeline: "new"));
        var slow = Given.Ended("slow", Given.Ago(hours: 23), tookSeconds: TimeSpan.FromHours(71).TotalSeconds, pipeline: "new");
        history.After(0, [Given.Status(), .. old, .. today, slow]);
        await history.WriteAsync();

        var runs = (await FirstAsync(history)).Single().Runs;

        runs.GroupBy(run => run.PipelineId).Select(group => (group.Key, group.Count())).Order().ShouldBe([("new", 151), ("old", SourcePast.RunsOfEachPipeline)]);
        runs.ShouldContain(run => run.Id == "old-0");
        runs.ShouldContain(run => run.Id == "slow");
    }

    [Fact]
    public async Task Past_OfASourceWhoseOlderRunsWereAdded_IsReadAgain()
    {
        await using var history = await RecordedHistory.StartAsync(await databases.CreateAsync());
        history.After(0, Given.Status());
        await history.WriteAsync();
        await using var pasts = history.Get<PastOfSources>().ReadAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        (await pasts.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
        pasts.Current.Single().Runs.ShouldBeEmpty();

        history.After(1, Given.Ended("a", Given.Ago(minutes: 5)));
        await history.WriteAsync();
        history.Get<PastOfSources>().NoteAdded(Given.Source);

        (await pasts.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
        pasts.Current.Single().Runs.ShouldHaveSingleItem().Id.ShouldBe("a");
    }

    public void Dispose()
    {
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private static async Task<IReadOnlyList<SourcePast>> FirstAsync(RecordedHistory history)
    {
        await using var pasts = history.Get<PastOfSources>().ReadAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        (await pasts.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
        return pasts.Current;
    }

    public sealed class OnSqlite() : PastOfSourcesTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : PastOfSourcesTests(new PostgresDatabases(server));
}
