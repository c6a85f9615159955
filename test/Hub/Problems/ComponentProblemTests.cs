using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class ComponentProblemTests
{
    [Fact]
    public void Component_BecomesUnhealthy_OpensSinceThen()
    {
        var feed = EvaluatedFeed.Live(Given.Health(Given.Component()) with { ObservedAt = Given.Ago(hours: 1) });

        feed.Take(Given.Health(Given.Component(false, "disk full")));

        var problem = feed.Problems.Single();
        (problem.Kind, problem.Component, problem.Detail, problem.Since, problem.SinceAtLeast).ShouldBe((ProblemKinds.Component, "database", "disk full", Given.Now, false));
        problem.Title.ShouldBe("database of default is not healthy");
    }

    [Fact]
    public void Component_WithANameOfAnotherDirection_HasItIsolatedInTheTitle() =>
        EvaluatedFeed.Live(Given.Health(Given.Component(false, name: "db\u202E"))).Problems.Single().Title.ShouldBe("\u2068db\u202E\u202C\u2069 of default is not healthy");

    [Fact]
    public void Component_UnhealthyWhenFirstSeen_MayHaveBeenSoForLonger()
    {
        var problem = EvaluatedFeed.Live(Given.Health(Given.Component(false))).Problems.Single();

        (problem.Since, problem.SinceAtLeast).ShouldBe((Given.Now, true));
    }

    [Fact]
    public void Component_StaysUnhealthy_KeepsItsBeginningAndId()
    {
        var feed = EvaluatedFeed.Live(Given.Health(Given.Component())).Take(Given.Health(Given.Component(false)) with { ObservedAt = Given.Now.AddSeconds(1) });
        var before = feed.Problems.Single();

        feed.Take(Given.Health(Given.Component(false, "still ill")) with { ObservedAt = Given.Now.AddSeconds(2) });

        var after = feed.Problems.Single();
        (after.Id, after.Since, after.Detail).ShouldBe((before.Id, Given.Now.AddSeconds(1), "still ill"));
    }

    [Fact]
    public void Component_HealthyAgain_IsResolvedWhenThatWasObserved()
    {
        var feed = EvaluatedFeed.Live(Given.Health(Given.Component(false)));

        feed.Take(Given.Health(Given.Component()) with { ObservedAt = Given.Now.AddSeconds(1) });

        feed.Problems.ShouldBeEmpty();
        feed.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(Given.Now.AddSeconds(1));
    }

    [Fact]
    public void Component_NoLongerReported_IsResolved()
    {
        var feed = EvaluatedFeed.Live(Given.Health(Given.Component(false), Given.Component(name: "cache")));

        feed.Take(Given.Health(Given.Component(name: "cache")));

        feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Components_OfTheSameName_StandApartByTheirKeys()
    {
        var sick = Given.Component(false, name: "tap");
        var components = ValueMap<ComponentHealth>.From([KeyValuePair.Create("tap-a", sick), KeyValuePair.Create("tap-b", sick)]);

        var feed = EvaluatedFeed.Live(Given.Health() with { Healthy = false, Components = components });

        feed.Problems.Select(problem => problem.Component).ShouldBe(["tap-a", "tap-b"], ignoreOrder: true);
    }

    [Fact]
    public void Components_WhileTheSourceIsDown_AreUnknownAndOpenNothing()
    {
        var lastKnown = new LastKnownHealth { ObservedAt = Given.Now, Healthy = false, Components = Given.Health(Given.Component(false)).Components };

        var feed = new EvaluatedFeed().Take(Given.Down(), Given.HealthFallback() with { LastKnown = lastKnown });

        feed.Problems.Select(problem => problem.Kind).ShouldBe([ProblemKinds.Unreachable]);
    }

    [Fact]
    public void Component_SourceGoesDown_IsNeitherHealthyNorGone()
    {
        var feed = EvaluatedFeed.Live(Given.Health(Given.Component(false)));
        var before = feed.Problems.Single();

        feed.Take(Given.Down(), Given.HealthFallback());
        var whileDown = feed.Problem(ProblemKinds.Component);
        feed.Take(Given.Status(), Given.Health(Given.Component(false)) with { ObservedAt = Given.Now.AddHours(1) });

        (whileDown.Id, whileDown.UnseenSince).ShouldBe((before.Id, Given.Now));
        whileDown.PartOf.ShouldNotBeNull();
        var back = feed.Problems.Single();
        (back.Id, back.Since, back.UnseenSince, back.PartOf).ShouldBe((before.Id, before.Since, null, null));
    }

    [Fact]
    public void Component_ChangedWhileNobodySaw_MayHaveBeenSoForLonger()
    {
        var feed = EvaluatedFeed.Live(Given.Health(Given.Component())).Take(Given.Down(), Given.HealthFallback());

        feed.Take(Given.Status(), Given.Health(Given.Component(false)) with { ObservedAt = Given.Now.AddHours(1) });

        var problem = feed.Problems.Single();
        (problem.Since, problem.SinceAtLeast).ShouldBe((Given.Now.AddHours(1), true));
    }

    [Fact]
    public void Component_ChangesLongAfterAShortSilence_IsSeenToChange()
    {
        var feed = EvaluatedFeed.Live(Given.Health(Given.Component())).Advance(Given.Now.AddMinutes(1)).Hear(Given.Now.AddMinutes(2));
        feed.Hear(Given.Now.AddMinutes(2).AddSeconds(2));

        feed.Take(Given.Health(Given.Component(false)) with { ObservedAt = Given.Now.AddHours(1) });

        var problem = feed.Problem(ProblemKinds.Component);
        (problem.Since, problem.SinceAtLeast).ShouldBe((Given.Now.AddHours(1), false));
    }

    [Fact]
    public void Component_HealthFeedFails_IsUnseenWithoutBeingPartOfAnything()
    {
        var feed = EvaluatedFeed.Live(Given.Health(Given.Component(false)));
        feed.Now = Given.Now.AddMinutes(1);

        feed.Take(Given.Status(SourceState.Degraded, FeedNames.Health) with { Since = Given.Now.AddSeconds(59), ObservedAt = Given.Now.AddMinutes(1) });

        var problem = feed.Problem(ProblemKinds.Component);
        (problem.UnseenSince, problem.PartOf).ShouldBe((Given.Now.AddSeconds(59), null));
    }

    [Fact]
    public void Component_SourceSaysOnlyThatItIsUnhealthy_IsTheSourceItself()
    {
        var feed = EvaluatedFeed.Live(Given.Health() with { Healthy = false });

        var problem = feed.Problems.Single();
        (problem.Component, problem.Title, problem.Since).ShouldBe((null, "default reports that it is not healthy", Given.Now));
        feed.Take(Given.Health()).Problems.ShouldBeEmpty();
    }
}
