using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Alerts;

/// <summary>What people ask of the evaluator: acknowledgements and silences.</summary>
public abstract class PeopleCommandsTests(TestDatabases databases) : IAsyncLifetime
{
    private AlertsHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await AlertsHost.StartAsync(databases);

    [Fact]
    public async Task Acknowledge_OpenProblem_IsPublished()
    {
        var problem = await OpenAsync();

        (await AskAsync(Acknowledge(problem, hours: 4))).ShouldBeTrue();

        var acknowledged = await _host.ProblemAsync(after => after.Acknowledged is not null);
        acknowledged.Acknowledged.ShouldBe(new Acknowledgement { By = "ada@example.org", At = Given.Now, Until = Given.Now.AddHours(4), Note = "on it" });
        acknowledged.Id.ShouldBe(problem.Id);
        (await _host.StepNamesAsync()).ShouldBe([ProblemSteps.Opened, ProblemSteps.Acknowledged]);
    }

    [Fact]
    public async Task Acknowledge_ProblemGetsWorse_Ends()
    {
        await AskAsync(Acknowledge(await OpenAsync(), hours: 4));

        _host.Publish(Given.Failed("b", Given.Ago(minutes: 1)) with { Sequence = 2 });

        (await _host.ProblemAsync(problem => problem.Count == 2)).Acknowledged.ShouldBeNull();
        (await _host.StepNamesAsync()).ShouldBe([ProblemSteps.Opened, ProblemSteps.Acknowledged, ProblemSteps.Worsened, ProblemSteps.AcknowledgementEnded]);
    }

    [Fact]
    public async Task Acknowledge_TimeIsUp_Ends()
    {
        await AskAsync(Acknowledge(await OpenAsync(), hours: 1));

        _host.Time.Advance(TimeSpan.FromHours(1));

        await _host.ProblemAsync(problem => problem.Acknowledged is null);
        (await _host.StepNamesAsync()).ShouldContain(ProblemSteps.AcknowledgementEnded);
    }

    [Fact]
    public async Task TakeBack_AcknowledgedProblem_SaysWho()
    {
        var problem = await OpenAsync();
        await AskAsync(Acknowledge(problem, hours: 1));

        await AskAsync(new CommandRow { Kind = ProblemCommandKind.TakeBack, ProblemId = problem.Id, By = "grace@example.org", At = Given.Now });

        await _host.ProblemAsync(after => after.Acknowledged is null);
        var last = (await _host.StepsAsync())[^1];
        (last.What, last.By).ShouldBe((ProblemSteps.TakenBack, "grace@example.org"));
    }

    [Fact]
    public async Task Acknowledge_ProcessStartsAgain_StillHolds()
    {
        var problem = await OpenAsync();
        await AskAsync(Acknowledge(problem, hours: 1));

        _host = await _host.RestartAsync();
        var after = await OpenAsync();

        (after.Id, after.Acknowledged?.By).ShouldBe((problem.Id, "ada@example.org"));
    }

    [Fact]
    public async Task Acknowledge_WithoutAnEvaluator_IsCarriedOutWhenThereIsOne()
    {
        var problem = await OpenAsync();
        _host = await _host.RestartAsync(AlertsHost.WithoutEvaluator);
        var asking = AskAsync(Acknowledge(problem, hours: 1));
        await Eventually.GetAsync(() => _host.Commands.ReadAsync(Cancelled), orders => orders.Commands.Count == 1);
        _host.Time.Advance(ProblemCommands.Patience);
        var isDone = await asking.DefaultTimeout();

        _host = await _host.RestartAsync();
        _host.Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));

        isDone.ShouldBeFalse();
        await _host.ProblemAsync(after => after.Acknowledged is not null);
        (await _host.Commands.ReadAsync(Cancelled)).Commands.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Interruption.BeforeStoring)]
    [InlineData(Interruption.AfterStoring)]
    public async Task Acknowledge_EvaluatorEnds_IsCarriedOutOnce(Interruption interruption)
    {
        var problem = await OpenAsync();
        _host.Journal.Interrupt(interruption);

        var asking = AskAsync(Acknowledge(problem, hours: 1));

        await _host.ProblemAsync(after => after.Acknowledged is not null, advance: true);
        await asking.DefaultTimeout();
        (await _host.StepNamesAsync()).Count(step => step == ProblemSteps.Acknowledged).ShouldBe(1);
    }

    [Fact]
    public async Task Silence_OverAnOpenProblem_IsPublishedAndEndsByTheClock()
    {
        await OpenAsync();

        await SilenceAsync(new RuleMatch { Sources = [Given.Source], Pipelines = ["order*"], Kinds = [ProblemKinds.Failing], Severities = ["critical"] });
        var silenced = await _host.ProblemAsync(problem => problem.SilencedUntil is not null);
        _host.Time.Advance(TimeSpan.FromHours(2));
        await _host.ProblemAsync(problem => problem.SilencedUntil is null);

        silenced.SilencedUntil.ShouldBe(Given.Now.AddHours(2));
        (await _host.StepNamesAsync()).Where(step => step is ProblemSteps.Silenced or ProblemSteps.SilenceEnded).ShouldBe([ProblemSteps.Silenced, ProblemSteps.SilenceEnded]);
    }

    [Fact]
    public async Task Silence_BeforeAProblemOpens_HoldsForIt_AndItIsResolvedAllTheSame()
    {
        _host.Publish(Given.Status());
        await _host.LatestAsync(messages => messages.OfType<SourceEvaluated>().Any());
        await SilenceAsync(RuleMatch.Everything);

        (await OpenAsync()).SilencedUntil.ShouldBe(Given.Now.AddHours(2));
        _host.Publish(Given.Ended("b", Given.Ago(minutes: 1)) with { Sequence = 2 });

        await _host.NoProblemAsync();
        (await _host.StepNamesAsync()).ShouldBe([ProblemSteps.Opened, ProblemSteps.Silenced, ProblemSteps.Resolved]);
    }

    [Fact]
    public async Task Silence_OfSomethingElse_ChangesNothing()
    {
        await OpenAsync();

        await SilenceAsync(new RuleMatch { Pipelines = ["customer*"] });

        (await _host.ProblemAsync(_ => true)).SilencedUntil.ShouldBeNull();
        (await _host.StepNamesAsync()).ShouldBe([ProblemSteps.Opened]);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private static CommandRow Acknowledge(Problem problem, int hours) => new()
    {
        Kind = ProblemCommandKind.Acknowledge,
        ProblemId = problem.Id,
        By = "ada@example.org",
        At = Given.Now,
        Until = Given.Now.AddHours(hours),
        Note = "on it",
    };

    private Task<Problem> OpenAsync()
    {
        _host.Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        return _host.ProblemAsync(problem => problem.UnseenSince is null);
    }

    private Task<bool> AskAsync(CommandRow command) => _host.Commands.AskAsync(command, null, Cancelled).DefaultTimeout();

    private Task<bool> SilenceAsync(RuleMatch match)
    {
        var silence = new SilenceRow { Id = "s1", Reason = "a release", Match = match, From = Given.Now, To = Given.Now.AddHours(2), CreatedAt = Given.Now, CreatedBy = "ada@example.org" };
        var command = new CommandRow { Kind = ProblemCommandKind.ReadSilences, By = "ada@example.org", At = Given.Now };
        return _host.Commands.AskAsync(command, context => context.Silences.Add(silence), Cancelled).DefaultTimeout();
    }

    public sealed class OnSqlite() : PeopleCommandsTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : PeopleCommandsTests(new PostgresDatabases(server));
}
