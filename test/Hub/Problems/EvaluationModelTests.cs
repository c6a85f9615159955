using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>Whatever daemons report in whatever order, problems open and end once, and subscribers hold what the evaluator holds.</summary>
public sealed class EvaluationModelTests
{
    private static readonly string[] Runs = ["1", "2", "3", "4"];
    private static readonly string[] Pipelines = ["orders", "nightly"];
    private static readonly ExecutionStatus[] Statuses = [ExecutionStatus.Running, ExecutionStatus.Success, ExecutionStatus.Failed, ExecutionStatus.Cancelled];
    private static readonly SourceStatus[] SourceStatuses =
    [
        Given.Status(),
        Given.Status(),
        Given.Limit(2),
        Given.Status(SourceState.Degraded, FeedNames.Executions),
        Given.Status(SourceState.Degraded, FeedNames.Health),
        Given.Down(),
        Given.Connecting(),
    ];

    [Property(MaxTest = 150)]
    public Property Problems_AfterAnySequenceOfBatches_OpenAndEndOnce() => Prop.ForAll(Steps(), steps =>
    {
        var feed = new EvaluatedFeed();
        foreach (var step in steps)
        {
            step(feed);
            CheckOpen(feed);
        }

        CheckLives(feed.Published);
    });

    private static void CheckOpen(EvaluatedFeed feed)
    {
        feed.Problems.ShouldBe(feed.OpenInTerm, ignoreOrder: true);
        feed.Problems.GroupBy(problem => ProblemSubject.Of(problem)!.Value).ShouldAllBe(twins => twins.Count() == 1, "one problem of each kind and subject");
        feed.Problems.ShouldAllBe(problem => problem.PartOf == null || feed.Problems.Any(other => other.Id == problem.PartOf));

        // What flaps is seen, and what cannot be seen is part of what hides it.
        var flapping = feed.Problems.Where(problem => problem.Kind == ProblemKinds.Flapping).Select(problem => problem.Id).ToHashSet();
        feed.Problems.ShouldAllBe(problem => problem.PartOf == null || problem.UnseenSince != null || flapping.Contains(problem.PartOf));
    }

    private static void CheckLives(IReadOnlyList<SourceMessage> published)
    {
        foreach (var life in published.Where(message => message.Key.Kind == MessageKind.Problem).GroupBy(message => message.Key))
        {
            life.First().ShouldBeOfType<Problem>("nothing is resolved that did not open");
            life.Count(message => message is ProblemResolved).ShouldBeLessThanOrEqualTo(1);
            life.SkipLast(1).ShouldAllBe(message => message is Problem, "what is resolved does not come back");
            life.OfType<Problem>().Select(problem => ProblemSubject.Of(problem)).Distinct().Count().ShouldBe(1);
            life.Zip(life.Skip(1)).ShouldAllBe(pair => pair.Second.IsNewerThan(pair.First));
        }
    }

    private static Arbitrary<Action<EvaluatedFeed>[]> Steps()
    {
        var run = from id in Gen.Elements(Runs)
                  from pipeline in Gen.Elements(Pipelines)
                  from status in Gen.Elements(Statuses)
                  from minutes in Gen.Choose(0, 600)
                  from rows in Gen.Choose(0, 3)
                  select status == ExecutionStatus.Running
                      ? Given.Running(id, Given.Ago(minutes: minutes), pipeline) with { RecordsProcessed = rows }
                      : Given.Ended(id, Given.Ago(minutes: minutes), status, 30 + rows, pipeline);
        var health = Gen.Elements(true, false).Select(healthy => Given.Health(Given.Component(healthy)));
        return Gen.OneOf(
            run.Select<ExecutionData, Action<EvaluatedFeed>>(value => feed => feed.Take(value with { ObservedAt = feed.Now })),
            run.Select<ExecutionData, Action<EvaluatedFeed>>(value => feed => feed.Take(value with { ObservedAt = feed.Now })),
            Gen.Elements(SourceStatuses).Select<SourceStatus, Action<EvaluatedFeed>>(status => feed => feed.Take(status with { ObservedAt = status.ObservedAt is null ? null : feed.Now, Since = feed.Now })),
            health.Select<HealthStatus, Action<EvaluatedFeed>>(value => feed => feed.Take(value with { ObservedAt = feed.Now })),
            Gen.Elements(Runs).Select<string, Action<EvaluatedFeed>>(id => feed => feed.Take(Given.Removed(id) with { ObservedAt = feed.Now })),
            Gen.Elements(Runs).Select<string, Action<EvaluatedFeed>>(id => feed => feed.TakeOutOfView(id)),
            Gen.Elements(0, 1, 4, 6, 400, 4000).Select<int, Action<EvaluatedFeed>>(seconds => feed => feed.Advance(feed.Now.AddSeconds(seconds))),
            Gen.Constant<Action<EvaluatedFeed>>(feed => feed.Hear(feed.Now)),
            Gen.Constant<Action<EvaluatedFeed>>(feed => feed.ReadWhole()),
            Gen.Constant<Action<EvaluatedFeed>>(feed => feed.Restart())).ArrayOf(40).ToArbitrary();
    }
}
