using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class FlappingDetectorTests
{
    private readonly EvaluatedFeed _feed = EvaluatedFeed.Live();

    [Fact]
    public void Flapping_FourOpenings_BecomeOneProblemThatTheFourthIsPartOf()
    {
        Wave(seconds: 6);
        _feed.Problems.ShouldBeEmpty();

        Wave(seconds: 1);

        var flapping = _feed.Problem(ProblemKinds.Flapping);
        (flapping.Title, flapping.Count).ShouldBe(("default cannot be reached, and that again and again", 4));
        _feed.Problem(ProblemKinds.Unreachable).PartOf.ShouldBe(flapping.Id);
    }

    [Fact]
    public void Flapping_SquareWaveForFourHours_IsThreeProblemsOfTheirOwnAndTheFlapping()
    {
        Wave(seconds: 4 * 3600);

        var announced = Announced();
        announced.Count.ShouldBe(FlappingDetector.Openings);
        _feed.Published.OfType<ProblemResolved>().Count(resolved => announced.Contains(resolved.Id)).ShouldBe(FlappingDetector.Openings - 1);
        announced.ShouldContain(_feed.Problem(ProblemKinds.Flapping).Id);
    }

    [Fact]
    public void Flapping_QuietForHalfAnHour_IsResolved()
    {
        Wave(seconds: 60);
        HearFor(TimeSpan.FromMinutes(29));
        _feed.Problems.ShouldHaveSingleItem();

        HearFor(TimeSpan.FromMinutes(2));

        _feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Flapping_StaysWrongForHalfAnHour_BecomesAProblemOfItsOwn()
    {
        Wave(seconds: 61);

        _feed.Advance(_feed.Now.AddMinutes(31));

        (_feed.Problems.Single().Kind, _feed.Problems.Single().PartOf).ShouldBe((ProblemKinds.Unreachable, null));
    }

    [Fact]
    public void Flapping_EvaluatorStartsAgain_GoesOn()
    {
        Wave(seconds: 61);
        var id = _feed.Problem(ProblemKinds.Flapping).Id;

        _feed.Restart();
        Wave(seconds: 20);

        _feed.Problem(ProblemKinds.Flapping).Id.ShouldBe(id);
        _feed.Problem(ProblemKinds.Unreachable).PartOf.ShouldBe(id);
    }

    private HashSet<string> Announced() => [.. _feed.Published.OfType<Problem>().GroupBy(problem => problem.Id).Where(problem => problem.All(change => change.PartOf is null)).Select(problem => problem.Key)];

    private void Wave(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _feed.Now = _feed.Now.AddSeconds(1);
            var status = _feed.Problems.Any(problem => problem.Kind == ProblemKinds.Unreachable) ? Given.Status() : Given.Down();
            _feed.Take(status with { ObservedAt = _feed.Now, Since = _feed.Now });
        }
    }

    private void HearFor(TimeSpan time)
    {
        for (var end = _feed.Now + time; _feed.Now < end;)
        {
            var at = _feed.Now.AddSeconds(4);
            _feed.Advance(at).Take(Given.Status() with { ObservedAt = at, Since = at });
        }
    }
}
