using FlextMonitor.Daemon.Runs;
using FlextMonitor.Daemon.Samples;
using FlextMonitor.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Daemon.Tests.Samples;

public sealed class SampleRunsTests
{
    private const string Stuck = "tap-salesforce-to-target-redshift";
    private const string OnDemand = "tap-hubspot-to-target-postgres";
    private static CancellationToken Ended => TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
    private readonly SampleOptions _options = new();

    [Fact]
    public async Task Step_FirstTwentySeconds_ShowRunningSucceededFailedAndStuck()
    {
        var runs = Create();

        Pass(runs, TimeSpan.FromSeconds(20));

        var page = await ListAsync(runs);
        page.ShouldContain(run => run.State == RunState.Running && run.PipelineId != Stuck);
        page.ShouldContain(run => run.State == RunState.Success && run.Progress == 100 && run.Records > 0);
        var failed = page.First(run => run.State == RunState.Failed);
        failed.Error!.Split('\n').Length.ShouldBeGreaterThan(5);
        failed.Error.ShouldStartWith("Traceback (most recent call last):");
        page.ShouldAllBe(run => run.Metadata["sample"] == "true" && run.TriggeredBy == (run.PipelineId == OnDemand ? "api" : "schedule"));
    }

    [Fact]
    public async Task Create_WhatRunsOnlyWhenAskedTo_HasRunOnceBeforeAndCanRunAgain()
    {
        var runs = Create();

        var past = (await ListAsync(runs)).ShouldHaveSingleItem();
        var again = await runs.StartAsync(Request(), Ended);

        (past.PipelineId, past.State, past.Progress).ShouldBe((OnDemand, RunState.Success, 100));
        past.FinishedAt.ShouldNotBeNull().ShouldBeLessThan(_time.GetUtcNow());
        past.Records.ShouldNotBeNull().ShouldBeGreaterThan(0);
        again.Started.ShouldNotBeNull().Id.ShouldNotBe(past.Id);
        (await runs.ReadLogAsync(past.Id, 1, follow: false, Ended).ToListAsync(Ended)).ShouldHaveSingleItem().Message.ShouldBe("Run ended: success");
    }

    [Fact]
    public async Task Step_StuckRun_StaysWhereItIsUntilGivenUpAndRunsAgain()
    {
        var runs = Create();
        Pass(runs, TimeSpan.FromSeconds(60));
        var stuck = (await ListAsync(runs, new RunQuery(Stuck))).Single();
        stuck.State.ShouldBe(RunState.Running);

        Pass(runs, TimeSpan.FromMinutes(8));
        (await ListAsync(runs, new RunQuery(Stuck))).Single().ShouldBe(stuck);
        Pass(runs, TimeSpan.FromMinutes(8));

        var all = await ListAsync(runs, new RunQuery(Stuck));
        all[^1].State.ShouldBe(RunState.Cancelled);
        all[^1].Metadata["cancelled"].ShouldContain("no output for 00:10:00");
        all[^2].State.ShouldBe(RunState.Success);
    }

    [Fact]
    public async Task Step_SameSeed_GivesTheSameRuns()
    {
        var (one, other) = (Create(), Create());

        Pass(one, TimeSpan.FromMinutes(5), other);

        var runs = await ListAsync(one);
        runs.Count.ShouldBeGreaterThan(20);
        (await ListAsync(other)).Select(Figures).ShouldBe(runs.Select(Figures));

        static (string, RunState, long?, DateTimeOffset?) Figures(Run run) => (run.Id, run.State, run.Records, run.FinishedAt);
    }

    [Fact]
    public async Task Step_OneRunOfAPipelineAtATime_NewestFirst()
    {
        var runs = Create();

        for (var minute = 0; minute < 10; minute++)
        {
            Pass(runs, TimeSpan.FromMinutes(1));
            var page = await ListAsync(runs);
            page.Where(run => !run.HasEnded).Select(run => run.PipelineId).ShouldBeUnique();
            page.Select(run => run.StartedAt).ShouldBeInOrder(SortDirection.Descending);
        }
    }

    [Fact]
    public async Task Step_LongerThanTheHistory_ForgetsTheOldestButCountsThem()
    {
        _options.History = 20;
        var runs = Create();

        Pass(runs, TimeSpan.FromMinutes(20));

        var page = await ListAsync(runs);
        var totals = await runs.CountAsync(Ended);
        page.Count.ShouldBe(20);
        totals.Runs.ShouldBeGreaterThan(100);
        totals.SuccessPercent.ShouldBe(100.0 * totals.Succeeded / (totals.Succeeded + totals.Failed));
        totals.SuccessPercent.ShouldBeInRange(70, 99);
    }

    [Fact]
    public async Task Step_AfterTheMachineSlept_StartsEachPipelineOnce()
    {
        var runs = Create();
        Pass(runs, TimeSpan.FromSeconds(10));
        var before = (await runs.CountAsync(Ended)).Runs;

        _time.Advance(TimeSpan.FromHours(9));
        runs.Step();
        runs.Step();

        ((await runs.CountAsync(Ended)).Runs - before).ShouldBeLessThanOrEqualTo(SampleCatalog.Pipelines.Count);
    }

    [Fact]
    public void Step_Fails_IsToldUntilItWorksAgain()
    {
        var clock = new BrokenClock();
        var runs = new SampleRuns(Options.Create(_options), clock);

        clock.IsBroken = true;
        Should.Throw<InvalidOperationException>(runs.Step);
        runs.Failure.ShouldNotBeNull().ShouldContain("no time today");
        clock.IsBroken = false;
        runs.Step();

        runs.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task CountAsync_BeforeAnythingElseEnded_SaysThatNothingFailed()
    {
        (await Create().CountAsync(Ended)).ShouldBe(new RunTotals(0, 1, 1, 0));
        new RunTotals(3, 3, 0, 0).SuccessPercent.ShouldBe(double.NaN);
    }

    [Fact]
    public async Task StartAsync_FullRefresh_TakesLongerAndMovesMore()
    {
        var (ordinary, full) = (await TimeOf(fullRefresh: false), await TimeOf(fullRefresh: true));

        full.Length.ShouldBe(ordinary.Length * 3, TimeSpan.FromMilliseconds(1));
        full.Records.ShouldBeGreaterThan(ordinary.Records * 2);

        async Task<(TimeSpan Length, long Records)> TimeOf(bool fullRefresh)
        {
            var runs = Create();
            var started = (await runs.StartAsync(Request(fullRefresh), Ended)).Started.ShouldNotBeNull();
            started.State.ShouldBe(RunState.Pending);
            started.TriggeredBy.ShouldBe("api");
            Pass(runs, TimeSpan.FromMinutes(2));
            var ended = (await runs.FindRunAsync(started.Id, Ended)).ShouldNotBeNull();
            ended.State.ShouldBe(RunState.Success);
            return (ended.FinishedAt!.Value - ended.StartedAt!.Value, ended.Records.ShouldNotBeNull());
        }
    }

    [Fact]
    public async Task FollowAsync_RunningRun_TellsProgressAndItsEnd()
    {
        var runs = Create();
        var started = (await runs.StartAsync(Request(), Ended)).Started!;
        await using var follower = runs.FollowAsync(started.Id, Ended).GetAsyncEnumerator(Ended);
        var seen = new List<Run>();

        while (await Advance())
        {
            seen.Add(follower.Current);
        }

        seen.Count.ShouldBeGreaterThan(8);
        seen[0].State.ShouldBe(RunState.Pending);
        seen[^1].State.ShouldBe(RunState.Success);
        seen.Select(run => run.Progress).ShouldBeInOrder();
        seen[^1].Progress.ShouldBe(100);

        Task<bool> Advance()
        {
            var next = follower.MoveNextAsync().AsTask();
            for (var step = 0; !next.IsCompleted && step < 100 && follower.Current?.HasEnded != true; step++)
            {
                Pass(runs, TimeSpan.FromMilliseconds(250));
                SpinWait.SpinUntil(() => next.IsCompleted, TimeSpan.FromMilliseconds(20));
            }

            return next.DefaultTimeout();
        }
    }

    [Fact]
    public async Task ReadLogAsync_TailOfAnEndedRun_IsItsLastLines()
    {
        var runs = Create();
        Pass(runs, TimeSpan.FromSeconds(15));
        var failed = (await ListAsync(runs, new RunQuery(State: RunState.Failed)))[0];

        var all = await runs.ReadLogAsync(failed.Id, null, follow: true, Ended).ToListAsync(Ended);
        var tail = await runs.ReadLogAsync(failed.Id, 3, follow: false, Ended).ToListAsync(Ended);

        tail.ShouldBe(all[^3..]);
        all.Select(line => line.Time).ShouldBeInOrder();
        all.ShouldContain(line => line.Level == "ERROR" && line.Message.Contains("rate limit of 100 requests"));
        all.ShouldContain(line => line.Message.Contains("Beginning incremental sync of 'charges'"));
    }

    private static RunRequest Request(bool fullRefresh = false) => new(OnDemand, fullRefresh, new Dictionary<string, string>());

    private static async Task<IReadOnlyList<Run>> ListAsync(SampleRuns runs, RunQuery? query = null) =>
        (await runs.ListRunsAsync(query ?? new RunQuery(), Ended)).Runs;

    private SampleRuns Create() => new(Options.Create(_options), _time);

    private void Pass(SampleRuns runs, TimeSpan time, SampleRuns? others = null)
    {
        for (var end = _time.GetUtcNow() + time; _time.GetUtcNow() < end;)
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            runs.Step();
            others?.Step();
        }
    }

    private sealed class BrokenClock : TimeProvider
    {
        public bool IsBroken { get; set; }

        public override DateTimeOffset GetUtcNow() => IsBroken ? throw new InvalidOperationException("no time today") : base.GetUtcNow();
    }
}
