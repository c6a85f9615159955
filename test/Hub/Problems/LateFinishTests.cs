using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class LateFinishTests
{
    [Fact]
    public void LateFinish_NotDoneByTheDeadline_OpensThenAndEndsWithAGoodRun()
    {
        var feed = Feed("""{"deadline":"13:30","zone":"Europe/Berlin"}""", Given.Ended("a", Given.Ago(days: 1, hours: 1)));
        HearUntil(feed, Given.Now.AddMinutes(29));
        feed.Problems.ShouldBeEmpty();

        HearUntil(feed, Given.Now.AddMinutes(31));
        (feed.Problems.Single().Kind, feed.Problems.Single().Since, feed.Problems.Single().Title)
            .ShouldBe((ProblemKinds.LateFinish, Given.Now.AddMinutes(30), "Orders to warehouse was not done by 13:30"));

        feed.Take(Given.Ended("b", feed.Now));
        feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void LateFinish_DoneBefore_NeverOpens()
    {
        var feed = Feed("""{"deadline":"12:30"}""", Given.Ended("a", Given.Ago(hours: 1)));

        HearUntil(feed, Given.Now.AddMinutes(31));

        feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void LateFinish_RunsForLongerThanAllowed_OpensUntilItEnds()
    {
        var feed = Feed("""{"maxMinutes":10}""", Given.Running(startedAt: Given.Ago(minutes: 9)));
        feed.Problems.ShouldBeEmpty();

        HearUntil(feed, Given.Now.AddSeconds(62));
        (feed.Problems.Single().Kind, feed.Problems.Single().ExecutionId, feed.Problems.Single().Since).ShouldBe((ProblemKinds.LateFinish, "now", Given.Now.AddMinutes(1)));

        feed.Take(Given.Failed("now", feed.Now, tookSeconds: 602) with { StartedAt = Given.Ago(minutes: 9) });
        feed.Problems.ShouldAllBe(problem => problem.Kind == ProblemKinds.Failing);
    }

    private static EvaluatedFeed Feed(string settings, params SourceMessage[] messages)
    {
        var feed = EvaluatedFeed.Live(messages);
        return feed.Use([.. BuiltInRules.All.Select(rule => rule.Kind == ProblemKinds.LateFinish ? rule with { Settings = JsonNode.Parse(settings)!.AsObject() } : rule)]);
    }

    private static void HearUntil(EvaluatedFeed feed, DateTimeOffset end)
    {
        for (var at = feed.Now.AddSeconds(2); at <= end; at = at.AddSeconds(2))
        {
            feed.Advance(at).Hear(at);
        }
    }
}
