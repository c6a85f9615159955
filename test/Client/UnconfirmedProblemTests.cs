using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using static FlextMonitor.Client.Tests.StateFixture;

namespace FlextMonitor.Client.Tests;

/// <summary>Problems that a new connection does not send: whether they are over, only the evaluator says.</summary>
public sealed class UnconfirmedProblemTests : IDisposable
{
    private readonly StateFixture _fixture = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Problem_AbsentAfterAReconnect_IsNeitherOpenNorResolved_UntilItsSourceIsEvaluated()
    {
        _fixture.Open(Messages.Status(), Messages.Problem("p"), Evaluated());
        var (events, changes) = (_fixture.State.AddEventReader(), _fixture.State.AddReader(key => key.Kind == MessageKind.Problem));
        _fixture.State.Lost("the connection was lost");

        _fixture.Open(Messages.Status(), Messages.Heartbeat());
        _fixture.State.Take(Messages.Heartbeat(sequence: 2));

        _fixture.Source.Problems.ShouldBeEmpty();
        _fixture.Source.UnconfirmedProblems.Select(problem => problem.Id).ShouldBe(["p"]);
        _fixture.State.Take(Evaluated(sequence: 3));
        _fixture.Source.UnconfirmedProblems.ShouldBeEmpty();
        (await ToldAsync(events)).ShouldBe(["p over at "]);
        changes.End(null);
        (await changes.ReadAsync(Cancelled).ToListAsync(Cancelled)).Count(change => change.Key.Id == "p").ShouldBe(0, "it came and went before the reader looked");
    }

    [Fact]
    public async Task Problem_SentAgainOnceTheSourceIsEvaluated_WasOpenAllTheTime()
    {
        _fixture.Open(Messages.Status(), Messages.Problem("p"), Messages.Problem("q"), Evaluated());
        var events = _fixture.State.AddEventReader();

        _fixture.Open(Messages.Status(), Messages.Heartbeat());
        _fixture.Open(Messages.Status(), Messages.Heartbeat());
        _fixture.State.Take(Messages.Problem("p") with { Epoch = 2 });
        _fixture.State.Take(new ProblemResolved { Source = "default", Epoch = 2, Sequence = 2, ObservedAt = Messages.Noon, Id = "q", ResolvedAt = Messages.Noon });
        _fixture.State.Take(Evaluated(sequence: 2));

        _fixture.Source.Problems.Select(problem => problem.Id).ShouldBe(["p"]);
        (await ToldAsync(events)).ShouldBe([$"q over at {Messages.Noon}"]);
    }

    [Fact]
    public async Task Problem_OfASourceThatWasAway_IsOverOnceTheSourceIsBackAndEvaluatedWithoutIt()
    {
        _fixture.Open(Messages.Status(), Messages.Problem("p"), Messages.Problem("q"), Evaluated());
        var events = _fixture.State.AddEventReader();
        _fixture.Open();
        _fixture.State.Settled();

        _fixture.State.Take(Messages.Status());
        _fixture.State.Take(Messages.Problem("q"));
        _fixture.State.Take(Messages.Heartbeat());
        _fixture.State.Take(Evaluated(sequence: 2));

        (await ToldAsync(events)).ShouldBe(["p over at "]);
    }

    [Fact]
    public void Problem_OfTheMonitorItself_IsUnconfirmedToo()
    {
        _fixture.Open(Messages.Problem("p", SourceNames.Monitor), Evaluated(SourceNames.Monitor));

        _fixture.Open(Messages.Heartbeat(SourceNames.Monitor));

        (_fixture.State.Snapshot().MonitorProblems.Count, _fixture.State.Snapshot().UnconfirmedMonitorProblems.Count).ShouldBe((0, 1));
    }
}
