using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Alerts;

/// <summary>What the journal stores in one transaction.</summary>
public abstract class ProblemJournalTests(TestDatabases databases) : IAsyncLifetime
{
    private readonly Listener _listener = new();
    private AlertsHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ProblemJournal Journal => _host.Service<ProblemJournal>();

    public async ValueTask InitializeAsync()
    {
        _host = await AlertsHost.StartAsync(databases, services =>
        {
            AlertsHost.WithoutEvaluator(services);
            services.AddSingleton<IProblemChangeListener>(_listener);
        });
        await Journal.BeginTermAsync(1, Cancelled);
    }

    [Fact]
    public async Task BeginTerm_AfterAnOpening_ReturnsTheProblemAsItWas()
    {
        var problem = OneProblem();
        await StoreAsync(1, new ProblemChange(problem, null, null, Given.Now));

        var open = await Journal.BeginTermAsync(2, Cancelled);

        open.ShouldBe([problem]);
    }

    [Fact]
    public async Task BeginTerm_AfterAResolution_ReturnsNothing()
    {
        var problem = OneProblem();
        await StoreAsync(1, new ProblemChange(problem, null, null, Given.Now));
        await StoreAsync(1, new ProblemChange(problem, problem, Given.Now, Given.Now));

        (await Journal.BeginTermAsync(2, Cancelled)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Store_ByAnEarlierTerm_IsRefused()
    {
        await Journal.BeginTermAsync(2, Cancelled);

        var refusal = await Should.ThrowAsync<JournalUnavailableException>(() => StoreAsync(1, new ProblemChange(OneProblem(), null, null, Given.Now)));

        refusal.Message.ShouldBe("another evaluator has begun to store problems");
        (await _host.StepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Store_Listener_AddsToTheSameTransaction()
    {
        await StoreAsync(1, new ProblemChange(OneProblem(), null, null, Given.Now));

        await using var context = _host.CreateDbContext();
        (await context.Announcements.SingleAsync(Cancelled)).ProblemId.ShouldBe("p1");
        _listener.Stored.ShouldBe(1);
    }

    [Fact]
    public async Task Store_ListenerFails_StoresNothing()
    {
        _listener.Failure = new InvalidOperationException("a fault");

        await Should.ThrowAsync<InvalidOperationException>(() => StoreAsync(1, new ProblemChange(OneProblem(), null, null, Given.Now)));

        (await _host.StepsAsync()).ShouldBeEmpty();
        (await Journal.BeginTermAsync(2, Cancelled)).ShouldBeEmpty();
        _listener.Stored.ShouldBe(0);
    }

    [Fact]
    public async Task Store_OfWhatPeopleAskedAndTheEvaluatorSaw_TellsEachStep()
    {
        var problem = OneProblem();
        var taken = new Acknowledgement { By = "ada@example.org", At = Given.Now, Until = Given.Now.AddHours(1), Note = "on it" };
        var acknowledged = problem with { Acknowledged = taken };
        var unseen = acknowledged with { UnseenSince = Given.Now, PartOf = "p0" };
        var takenBack = unseen with { Acknowledged = null };
        var command = new ProblemCommand(7, ProblemCommandKind.TakeBack, "p1", "grace@example.org", Given.Now);

        await StoreAsync(1, new ProblemChange(problem, null, null, Given.Now));
        await StoreAsync(1, new ProblemChange(acknowledged, problem, null, Given.Now));
        await StoreAsync(1, new ProblemChange(unseen, acknowledged, null, Given.Now));
        await Journal.StoreAsync(1, [new ProblemChange(takenBack, unseen, null, Given.Now)], [command], Cancelled);

        (await _host.StepsAsync()).Select(step => (step.What, step.By, step.Text)).ShouldBe(
        [
            (ProblemSteps.Opened, null, problem.Title),
            (ProblemSteps.Acknowledged, "ada@example.org", "on it"),
            (ProblemSteps.Unseen, null, null),
            (ProblemSteps.BecamePart, null, "p0"),
            (ProblemSteps.TakenBack, "grace@example.org", null),
        ]);
    }

    [Fact]
    public async Task Store_CommandsThatWereCarriedOut_AreNotAskedAgain()
    {
        var asking = _host.Commands.AskAsync(new CommandRow { Kind = ProblemCommandKind.TakeBack, ProblemId = "p1", By = "ada@example.org", At = Given.Now }, null, Cancelled);
        var asked = await Eventually.GetAsync(() => _host.Commands.ReadAsync(Cancelled), orders => orders.Commands.Count > 0);

        await Journal.StoreAsync(1, [], asked.Commands, Cancelled);

        (await asking.DefaultTimeout()).ShouldBeTrue();
        asked.Commands.ShouldHaveSingleItem().ProblemId.ShouldBe("p1");
        (await _host.Commands.ReadAsync(Cancelled)).Commands.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Problem OneProblem() => EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5))).Problems.Single() with { Id = "p1" };

    private Task StoreAsync(long epoch, ProblemChange change) => Journal.StoreAsync(epoch, [change], [], Cancelled);

    private sealed class Listener : IProblemChangeListener
    {
        public Exception? Failure { get; set; }

        public int Stored { get; private set; }

        public Task AddAsync(AlertsDbContext context, IReadOnlyList<ProblemChange> changes, CancellationToken cancellationToken)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            context.Announcements.AddRange(changes.Select(change => new AnnouncementRow
            {
                ProblemId = change.Problem.Id,
                RouteId = "r1",
                Event = Hub.Alerts.Messages.AlertEvent.Opened,
                Source = change.Problem.Source,
                Kind = change.Problem.Kind,
                At = change.At,
            }));
            return Task.CompletedTask;
        }

        public void OnStored() => Stored++;
    }

    public sealed class OnSqlite() : ProblemJournalTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : ProblemJournalTests(new PostgresDatabases(server));
}
