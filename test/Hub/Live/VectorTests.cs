using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Vectors;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>The vectors of the order of values: a new subscriber is sent the state that they say.</summary>
public sealed class VectorTests
{
    private readonly LiveState _state = new(new FakeTimeProvider(Messages.Noon));

    public static TheoryData<string> Names => [.. Vector.Names.Where(name => Vector.Load(name).IsForHub)];

    [Theory]
    [MemberData(nameof(Names))]
    public void NewSubscriber_AfterTheSteps_IsSentTheExpectedState(string name)
    {
        var vector = Vector.Load(name);

        foreach (var message in vector.Steps.OfType<VectorStep.Receive>().Select(step => step.Message!))
        {
            _state.Apply(FeedBatch.Of(message));
        }

        vector.DifferencesTo(Sent().GroupBy(message => message.Source).ToDictionary(source => source.Key, source => Seen([.. source]))).ShouldBeEmpty(vector.Rule);
    }

    private static VectorSource Seen(IReadOnlyList<SourceMessage> sent)
    {
        var status = sent.OfType<SourceStatus>().Single();
        var stats = sent.OfType<DashboardStats>().SingleOrDefault();
        return new VectorSource
        {
            State = status.State,
            IsStale = false,
            CpuUsage = stats is { Error: null } ? stats.CpuUsage : null,
            LastKnownCpuUsage = stats is { Fallback: true } ? stats.LastKnown?.CpuUsage : stats?.CpuUsage,
            Runs = sent.OfType<ExecutionData>().ToDictionary(run => run.Id, run => run.Status),
            Problems = sent.OfType<Problem>().ToDictionary(problem => problem.Id, problem => problem.Title),
            Pipelines = [.. sent.OfType<PipelineStatus>().Select(pipeline => pipeline.Id)],
        };
    }

    private List<SourceMessage> Sent()
    {
        var entries = new List<LiveEntry>();
        _state.CollectNewerThan(LiveState.Beginning, SourceFilter.All, entries);
        return [.. entries.Select(entry => entry.Message)];
    }
}
