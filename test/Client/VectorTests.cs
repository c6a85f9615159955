using FlextMonitor.Client.State;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Vectors;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>The vectors that every subscriber's state has to pass.</summary>
public sealed class VectorTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(Messages.Noon);
    private readonly ClientMetrics _metrics = new();
    private readonly MonitorState _state;

    public VectorTests() => _state = new MonitorState(new HubClock(_clock), _metrics, _clock);

    public static TheoryData<string> Names => [.. Vector.Names];

    public void Dispose() => _metrics.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void State_AfterTheSteps_IsAsExpected(string name)
    {
        var vector = Vector.Load(name);

        foreach (var step in vector.Steps)
        {
            Do(step);
        }

        vector.DifferencesTo(_state.Snapshot().Sources.ToDictionary(source => source.Key, source => Seen(source.Value))).ShouldBeEmpty(vector.Rule);
    }

    private static VectorSource Seen(SourceSnapshot source) => new()
    {
        State = source.Status?.State,
        IsStale = source.IsStale,
        CpuUsage = source.Figures.CpuUsage.OrNull,
        LastKnownCpuUsage = source.Figures.CpuUsage.LastKnown,
        Runs = source.Executions.ToDictionary(run => run.Id, run => run.Status),
        Problems = source.Problems.ToDictionary(problem => problem.Id, problem => problem.Title),
        Pipelines = [.. source.Pipelines.Select(pipeline => pipeline.Id)],
    };

    private void Do(VectorStep step)
    {
        switch (step)
        {
            case VectorStep.Open:
                _state.Opening();
                _state.Opened();
                break;
            case VectorStep.Receive { Message: { } message }:
                _state.Take(message);
                break;
            case VectorStep.Advance advance:
                _clock.Advance(advance.By);
                break;
            case VectorStep.Lose lose:
                _state.Lost(lose.Reason);
                break;
            case VectorStep.Settle:
                _state.Settled();
                break;
        }
    }
}
