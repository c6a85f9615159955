using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class PipelineEvaluationsTests
{
    [Fact]
    public void Evaluate_ExecutionsFailAloneAndNothingChanges_LeavesPipelinesAlone()
    {
        var (facts, due) = (new SourceFacts(Given.Source, Given.Now), new DueTimes());
        var pipelines = new PipelineEvaluations(facts, new EvaluationOutput(new MessageStamp(1), _ => "id"), due);
        facts.Take(Given.Status(SourceState.Degraded, FeedNames.Executions), Given.Now);
        facts.Take(Given.Running(), Given.Now);
        facts.Settle();
        var evidence = new Evidence(Given.Now, Given.Now);
        pipelines.Evaluate(null, evidence);
        pipelines.Evaluate(null, evidence);
        due.Set(new DueKey(Given.Source, "orders"), Given.Now);

        pipelines.Evaluate(null, evidence);

        due.Next.ShouldBe(Given.Now, "a pipeline that is looked at is due no longer");
    }
}
