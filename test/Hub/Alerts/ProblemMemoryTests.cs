using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Alerts;

/// <summary>Problems outlive the process that opened them: each opens once and is resolved once, wherever a process ends.</summary>
public abstract class ProblemMemoryTests(TestDatabases databases) : IAsyncLifetime
{
    private AlertsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AlertsHost.StartAsync(databases);

    [Fact]
    public async Task Problem_OpensWorsensAndEnds_IsStoredWithItsSteps()
    {
        _host.Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        var opened = await _host.ProblemAsync(problem => problem.Count == 1);
        _host.Publish(Given.Failed("b", Given.Ago(minutes: 3)) with { Sequence = 2 });
        await _host.ProblemAsync(problem => problem.Count == 2);
        _host.Publish(Given.Ended("c", Given.Ago(minutes: 1)) with { Sequence = 3 });
        await _host.NoProblemAsync();

        (await _host.StepNamesAsync()).ShouldBe([ProblemSteps.Opened, ProblemSteps.Worsened, ProblemSteps.Resolved]);
        await using var context = _host.CreateDbContext();
        var row = await context.Problems.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        (row.Id, row.Source, row.Kind, row.PipelineId, row.ResolvedAt).ShouldBe((opened.Id, Given.Source, ProblemKinds.Failing, "orders", Given.Ago(minutes: 1)));
        row.Problem.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Evaluation_WithoutAChangeOfProblems_StoresNothing()
    {
        _host.Publish(Given.Status(), Given.Ended("a", Given.Ago(minutes: 5)));
        await _host.LatestAsync(messages => messages.OfType<PipelineStatus>().Any());
        for (var run = 2; run < 50; run++)
        {
            _host.Publish(Given.Ended($"run-{run}", Given.Ago(minutes: 1)) with { Sequence = run });
        }

        await _host.LatestAsync(messages => messages.OfType<PipelineStatus>().Any(status => status.Runs24h == 49));

        _host.Journal.Transactions.ShouldBe(0);
    }

    [Theory]
    [InlineData(Interruption.BeforeStoring, Interruption.None)]
    [InlineData(Interruption.AfterStoring, Interruption.None)]
    [InlineData(Interruption.None, Interruption.BeforeStoring)]
    [InlineData(Interruption.None, Interruption.AfterStoring)]
    [InlineData(Interruption.AfterStoring, Interruption.AfterStoring)]
    public async Task EvaluatorEnds_AtAnEdge_OpensOnceAndResolvesOnce(Interruption atOpening, Interruption atResolution)
    {
        _host.Journal.Interrupt(atOpening);
        _host.Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _host.ProblemAsync(_ => true, advance: true);

        _host.Journal.Interrupt(atResolution);
        _host.Publish(Given.Ended("b", Given.Ago(minutes: 1)) with { Sequence = 2 });
        await _host.LatestAsync(messages => !messages.OfType<Problem>().Any(), advance: true);

        (await _host.StepNamesAsync()).Where(step => step is ProblemSteps.Opened or ProblemSteps.Resolved).ShouldBe([ProblemSteps.Opened, ProblemSteps.Resolved]);
    }

    [Theory]
    [InlineData(Interruption.BeforeStoring)]
    [InlineData(Interruption.AfterStoring)]
    public async Task ProcessEnds_AtAnOpening_OpensOnce(Interruption interruption)
    {
        _host.Journal.Interrupt(interruption);
        _host.Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await Eventually.IsAsync(() => _host.Journal.Transactions == 1);

        _host = await _host.RestartAsync();
        _host.Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _host.ProblemAsync(problem => problem.UnseenSince is null);

        (await _host.StepNamesAsync()).Count(step => step == ProblemSteps.Opened).ShouldBe(1);
    }

    [Fact]
    public async Task ProcessStarts_BeforeASourceIsSeen_ShowsItsProblemAsUnseen()
    {
        _host.Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        var before = await _host.ProblemAsync(_ => true);

        _host = await _host.RestartAsync();
        var unseen = await _host.ProblemAsync(problem => problem.UnseenSince is not null, advance: true);
        _host.Publish(Given.Status() with { ObservedAt = _host.Time.GetUtcNow() }, Given.Failed("a", Given.Ago(minutes: 5)));
        var seen = await _host.ProblemAsync(problem => problem.UnseenSince is null);

        (unseen.Id, seen.Id).ShouldBe((before.Id, before.Id));
        (await _host.StepNamesAsync()).ShouldBe([ProblemSteps.Opened, ProblemSteps.Unseen, ProblemSteps.Seen]);
    }

    [Fact]
    public async Task ProcessStarts_RunIsStuckStill_ResolvesNothing()
    {
        var run = Given.Running(startedAt: Given.Ago(hours: 1)) with { RecordsProcessed = 7, ObservedAt = Given.Ago(minutes: 59) };
        _host.Publish(Given.Status(), run);
        var before = await _host.ProblemAsync(problem => problem.Kind == ProblemKinds.Stuck);

        _host = await _host.RestartAsync();
        var epoch = _host.Time.GetUtcNow().ToUnixTimeMilliseconds() + 1;
        _host.Publish(Given.Status() with { Epoch = epoch }, run with { Epoch = epoch, ObservedAt = Given.Now });

        var after = await _host.ProblemAsync(problem => problem.UnseenSince is null);
        (after.Id, after.Since).ShouldBe((before.Id, before.Since));
        await _host.LatestAsync(messages => messages.OfType<SourceEvaluated>().Any());
        (await _host.StepNamesAsync()).ShouldNotContain(ProblemSteps.Resolved);
    }

    [Fact]
    public async Task ProcessStarts_WithoutTheDaemonInTheSettings_ResolvesItsProblemAndSaysWhy()
    {
        _host.Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _host.ProblemAsync(_ => true);

        _host = await _host.RestartAsync(AlertsHost.Watching("another"));
        var steps = await Eventually.GetAsync(_host.StepsAsync, rows => rows[^1].What == ProblemSteps.Resolved);

        steps[^1].Text.ShouldBe("Its daemon is not in the settings any more");
        steps.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Store_CannotBeWritten_StopsTheEvaluationUntilItCan()
    {
        await _host.LatestAsync(messages => messages.OfType<Heartbeat>().Any(), source: SourceNames.Monitor);
        await _host.ExecuteAsync("ALTER TABLE \"Problems\" RENAME TO \"Hidden\"");
        await _host.ExecuteAsync("ALTER TABLE \"EvaluatorTerm\" RENAME TO \"HiddenTerm\"");

        _host.Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await Eventually.GetAsync(() => _host.HealthAsync(), entry => entry.Description!.Contains("problems cannot be stored"));
        await AdvanceAsync(terms: 4);

        (await _host.LatestAsync(_ => true)).OfType<Problem>().ShouldBeEmpty();
        _host.Log.Entries.Count(entry => entry.Event == 2086).ShouldBe(1);
        _host.Log.Entries.ShouldNotContain(entry => entry.Event == 1001);

        await _host.ExecuteAsync("ALTER TABLE \"Hidden\" RENAME TO \"Problems\"");
        await _host.ExecuteAsync("ALTER TABLE \"HiddenTerm\" RENAME TO \"EvaluatorTerm\"");
        await _host.ProblemAsync(_ => true, advance: true);
        _host.Log.Entries.Count(entry => entry.Event == 2087).ShouldBe(1);
        (await _host.StepNamesAsync()).ShouldBe([ProblemSteps.Opened]);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task AdvanceAsync(int terms) => Eventually.IsAsync(() =>
    {
        _host.Advance();
        return _host.Journal.Terms >= terms;
    });

    public sealed class OnSqlite() : ProblemMemoryTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : ProblemMemoryTests(new PostgresDatabases(server));
}
