using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>One of several processes evaluates a source of which no news can come: it has not fallen silent.</summary>
public sealed class HiddenSourceTests
{
    private readonly Visibility _visibility = new();
    private readonly EvaluatedFeed _feed;

    public HiddenSourceTests()
    {
        _feed = new EvaluatedFeed(_visibility);
        _feed.Take(Given.Status(), Given.Health(new ComponentHealth { Name = "db", Healthy = false, Message = null, Metadata = ValueMap<string>.Empty }));
    }

    [Fact]
    public void Hidden_ForHours_OpensNothingAndWhatIsOpenIsUnseen()
    {
        _visibility.HiddenAt = Given.Now.AddSeconds(2);

        _feed.Advance(Given.Now.AddHours(1));

        var component = _feed.Problems.Single();
        (component.Kind, component.UnseenSince).ShouldBe((ProblemKinds.Component, Given.Now));
    }

    [Fact]
    public void Visible_AgainAndSilent_OpensOnlyAfterSilenceThatCouldBeHeard()
    {
        _visibility.HiddenAt = Given.Now.AddSeconds(2);
        _feed.Advance(Given.Now.AddMinutes(10));
        _visibility.HiddenAt = null;
        _feed.Advance(Given.Now.AddMinutes(10).AddSeconds(1));

        _feed.Advance(Given.Now.AddMinutes(10).AddSeconds(12)).Problems.ShouldNotContain(problem => problem.Kind == ProblemKinds.Unreachable);
        _feed.Advance(Given.Now.AddMinutes(10).AddSeconds(14));

        _feed.Problem(ProblemKinds.Unreachable).SinceAtLeast.ShouldBeTrue();
    }

    [Fact]
    public void Visible_AgainAndHeard_IsSeenAgain()
    {
        _visibility.HiddenAt = Given.Now.AddSeconds(2);
        _feed.Advance(Given.Now.AddMinutes(10));
        _visibility.HiddenAt = null;

        _feed.Hear(Given.Now.AddMinutes(10));

        var component = _feed.Problems.Single();
        (component.Kind, component.UnseenSince).ShouldBe((ProblemKinds.Component, null));
        _feed.Published.OfType<ProblemResolved>().ShouldBeEmpty();
    }

    [Fact]
    public void Down_BeforeItWasHidden_StaysOpenAndIsUnseen()
    {
        _feed.Take(Given.Down());
        _visibility.HiddenAt = Given.Now.AddSeconds(2);

        _feed.Take(Given.Heartbeat(Given.Now)).Advance(Given.Now.AddMinutes(10));

        _feed.Problem(ProblemKinds.Unreachable).UnseenSince.ShouldNotBeNull();
        _feed.Published.OfType<ProblemResolved>().ShouldBeEmpty();
    }

    [Fact]
    public void Silent_WhileAnotherProcessMayTakeOverItsCollector_IsUnseenAndNotUnreachable()
    {
        _feed.Advance(Given.Now.AddSeconds(12));

        _feed.Problems.ShouldHaveSingleItem().UnseenSince.ShouldBe(Given.Now);
        _feed.Advance(Given.Now.AddSeconds(12.01)).Problem(ProblemKinds.Unreachable).Since.ShouldBe(Given.Now);
    }

    private sealed class Visibility : ISourceVisibility
    {
        public DateTimeOffset? HiddenAt { get; set; }

        public TimeSpan TakeoverTime => TimeSpan.FromSeconds(7);

        public DateTimeOffset? HiddenSince(string source) => HiddenAt;
    }
}
