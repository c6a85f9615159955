using FlextMonitor.Client.State;
using FlextMonitor.Client.Watching;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>A state without a hub, and what it tells.</summary>
internal sealed class StateFixture : IDisposable
{
    private readonly ClientMetrics _metrics = new();

    public StateFixture() => State = new MonitorState(new HubClock(Clock), _metrics, Clock);

    public FakeTimeProvider Clock { get; } = new(Messages.Noon);

    public MonitorState State { get; }

    public SourceSnapshot Source => State.Snapshot().Sources["default"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static Heartbeat Evaluated(string source = "default", long sequence = 1) => Messages.Heartbeat(source, sequence) with { EvaluatedAt = Messages.Noon };

    public static ExecutionData Running(string id, DateTimeOffset? startedAt = null) =>
        Messages.Execution(id, startedAt: startedAt) with { Status = ExecutionStatus.Running, FinishedAt = null };

    /// <summary>Everything that a reader is told, as text.</summary>
    public static async Task<IReadOnlyList<string>> ToldAsync(EventReader events)
    {
        events.End(null);
        return await events.ReadAsync(Cancelled).Select(happened => happened switch
        {
            MonitorEvent.RunEnded ended => $"{ended.Execution.Id} {ended.Execution.Status}",
            MonitorEvent.ProblemOpened opened => $"{opened.Problem.Id} opened",
            MonitorEvent.ProblemEnded over => $"{over.Problem.Id} over at {over.ResolvedAt}",
            _ => $"{happened}",
        }).ToListAsync(Cancelled);
    }

    /// <summary>A new connection, and what it brings.</summary>
    public void Open(params SourceMessage[] messages)
    {
        State.Opening();
        State.Opened();
        foreach (var message in messages)
        {
            State.Take(message);
        }
    }

    public void Dispose() => _metrics.Dispose();
}
