using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class OwnNetworkDetectorTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private readonly EvaluatedFeed _feed = new EvaluatedFeed().Take([.. Names.Select(Live)]);

    [Fact]
    public void OwnNetwork_MostSourcesLostAtOnce_IsOneProblemThatTheyArePartOf()
    {
        _feed.Take(Down("a", 1), Down("b", 4), Down("c", 10));

        var own = _feed.Problem(ProblemKinds.OwnNetwork);
        (own.Source, own.Since, own.Severity).ShouldBe((SourceNames.Monitor, Given.Now.AddSeconds(1), ProblemSeverity.Critical));
        _feed.Problems.Where(problem => problem.Kind == ProblemKinds.Unreachable).ShouldAllBe(problem => problem.PartOf == own.Id);
    }

    [Fact]
    public void OwnNetwork_LostOneAfterTheOther_IsNot()
    {
        _feed.Take(Down("a", 1), Down("b", 12), Down("c", 23));

        _feed.Problems.ShouldAllBe(problem => problem.Kind == ProblemKinds.Unreachable && problem.PartOf == null);
    }

    [Fact]
    public void OwnNetwork_HalfOfThem_IsNot()
    {
        _feed.Take(Down("a", 1), Down("b", 1));

        _feed.Problems.Count.ShouldBe(2);
    }

    [Fact]
    public void OwnNetwork_HalfCanBeSeenAgain_IsResolvedAndTheOthersStandAlone()
    {
        _feed.Take(Down("a", 1), Down("b", 1), Down("c", 1));

        _feed.Take(Live("a"));

        _feed.Problems.Select(problem => (problem.Source, problem.PartOf)).ShouldBe([("b", null), ("c", null)], ignoreOrder: true);
    }

    [Fact]
    public void OwnNetwork_SourceWasNotTriedYet_IsNotSaid()
    {
        var feed = new EvaluatedFeed().Take(Down("a", 1), Down("b", 1), Given.Connecting() with { Source = "c" });
        feed.Problems.Count.ShouldBe(2);

        feed.Take(Down("c", 1));
        feed.Problem(ProblemKinds.OwnNetwork).ShouldNotBeNull();
    }

    [Fact]
    public void OwnNetwork_EvaluatorStartsAgain_IsTheSame()
    {
        _feed.Take(Down("a", 1), Down("b", 1), Down("c", 1));
        var before = _feed.Problems.Select(problem => (problem.Id, problem.PartOf)).ToList();

        _feed.Restart();

        _feed.Problems.Select(problem => (problem.Id, problem.PartOf)).ShouldBe(before);
        _feed.Published.OfType<ProblemResolved>().ShouldBeEmpty();
    }

    [Fact]
    public void OwnNetwork_SourcesFlapAndCanBeSeen_IsNotSaid()
    {
        for (var second = 1; second <= 16; second++)
        {
            Lose(second, second % 2 == 0 ? [] : second < 9 ? ["a", "b"] : ["c"]);
        }

        _feed.Problems.Select(problem => (problem.Kind, problem.Source))
            .ShouldBe([(ProblemKinds.Flapping, "a"), (ProblemKinds.Flapping, "b"), (ProblemKinds.Flapping, "c")], ignoreOrder: true);
    }

    [Fact]
    public void OwnNetwork_FlapsAndEvaluatorStartsAgain_GoesOnWithBoth()
    {
        for (var second = 1; second <= 7; second++)
        {
            Lose(second, second % 2 == 0 ? [] : ["a", "b", "c"]);
        }

        var before = _feed.Problems.Where(problem => problem.Source == SourceNames.Monitor).Select(problem => (problem.Id, problem.Kind)).ToList();
        before.Select(problem => problem.Kind).ShouldBe([ProblemKinds.OwnNetwork, ProblemKinds.Flapping], ignoreOrder: true);

        _feed.Restart();

        _feed.OpenInTerm.Where(problem => problem.Source == SourceNames.Monitor).Select(problem => (problem.Id, problem.Kind)).ShouldBe(before, ignoreOrder: true);
    }

    private void Lose(int second, string[] lost)
    {
        _feed.Now = Given.Now.AddSeconds(second);
        _feed.Take([.. Names.Select(name => (lost.Contains(name) ? Given.Down() : Given.Status()) with { Source = name, ObservedAt = _feed.Now, Since = _feed.Now })]);
    }

    private static SourceStatus Live(string source) => Given.Status() with { Source = source };

    private static SourceStatus Down(string source, double second) => Given.Down(Given.Now.AddSeconds(second)) with { Source = source };
}
