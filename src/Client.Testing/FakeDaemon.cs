using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Testing;

/// <summary>A daemon of a <see cref="FakeMonitor"/>. It is live and answers every second until a test says otherwise. Each method returns the daemon itself.</summary>
public sealed class FakeDaemon
{
    private readonly FakeHub _hub;
    private DashboardStats _stats;
    private HealthStatus _health;
    private bool _isSilent;

    internal FakeDaemon(FakeHub hub, string name)
    {
        _hub = hub;
        Name = name;
        _stats = FakeMessages.Stats(name, hub.Now);
        _health = FakeMessages.Health(name, hub.Now);
        ComesBack();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The lines of its logs, by the id of the execution.</summary>
    internal Dictionary<string, IReadOnlyList<LogLine>> LogLines { get; } = [];

    /// <summary>It reports figures. A figure that is left out is not reported, and so not known.</summary>
    public FakeDaemon Reports(
        double? cpuUsage = null, double? memoryUsage = null, double? successRate = null, long? activePipelines = null, long? totalExecutions = null, long? activeConnections = null) =>
        Send(_stats = _stats with
        {
            ObservedAt = _hub.Now,
            CpuUsage = cpuUsage,
            MemoryUsage = memoryUsage,
            SuccessRate = successRate,
            ActivePipelines = activePipelines,
            TotalExecutions = totalExecutions,
            ActiveConnections = activeConnections,
        });

    /// <summary>Nothing is heard of it any more, as when the monitor goes blind: as time moves on it becomes stale, and its figures unknown.</summary>
    public FakeDaemon GoesSilent()
    {
        _isSilent = true;
        return this;
    }

    /// <summary>The monitor cannot reach it.</summary>
    /// <param name="cause">The innermost cause.</param>
    public FakeDaemon GoesDown(string cause = "connection refused")
    {
        var error = $"Unable to connect to FLEXT daemon: {cause}";
        Send(FakeMessages.Status(Name, _hub.Now) with { State = SourceState.Down, Error = error, LastLiveAt = _hub.Now });
        Send(FakeMessages.Fallback(_stats, error));
        return Send(FakeMessages.Fallback(_health, error));
    }

    /// <summary>It answers, but one of its feeds fails, which keeps its last figures.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="feed">One of <see cref="FeedNames"/>.</param>
    public FakeDaemon Degrades(string error, string feed = FeedNames.Stats)
    {
        Send(FakeMessages.Status(Name, _hub.Now, feed, error) with { State = SourceState.Degraded, Error = error });
        return feed == FeedNames.Stats ? Send(_stats with { Error = error }) : feed == FeedNames.Health ? Send(_health with { Error = error }) : this;
    }

    /// <summary>It is live, with the figures that it reported last.</summary>
    public FakeDaemon ComesBack()
    {
        _isSilent = false;
        Send(FakeMessages.Status(Name, _hub.Now));
        Send(_stats = _stats with { ObservedAt = _hub.Now });
        Send(_health = _health with { ObservedAt = _hub.Now });
        return Heartbeat();
    }

    /// <summary>A run starts.</summary>
    public FakeDaemon RunStarts(string id, string pipelineId = "pipeline") => Send(FakeMessages.Execution(Name, id, pipelineId, _hub.Now));

    /// <summary>A run ends. One that was not started has started now.</summary>
    public FakeDaemon RunEnds(string id, ExecutionStatus status = ExecutionStatus.Success, string? error = null)
    {
        var run = _hub.Find<ExecutionData>(new MessageKey(Name, MessageKind.Execution, id)) ?? FakeMessages.Execution(Name, id, "pipeline", _hub.Now);
        var took = _hub.Now - (run.StartedAt ?? _hub.Now);
        return Send(run with
        {
            ObservedAt = _hub.Now,
            Status = status,
            FinishedAt = _hub.Now,
            DurationSeconds = (long)took.TotalSeconds,
            Duration = DurationWords.Of((long)took.TotalSeconds),
            ErrorMessage = error,
        });
    }

    /// <summary>A run writes its log.</summary>
    public FakeDaemon Logs(string executionId, params IReadOnlyList<string> lines)
    {
        LogLines[executionId] = [.. lines.Select(line => new LogLine { Timestamp = _hub.Now, Level = "info", Message = line })];
        return this;
    }

    /// <summary>A problem opens, or changes its title.</summary>
    public FakeDaemon ProblemOpens(string id, string title, ProblemSeverity severity = ProblemSeverity.Critical, string kind = ProblemKinds.Failing) =>
        Send(FakeMessages.Problem(Name, id, title, severity, kind, _hub.Now));

    /// <summary>A problem is over.</summary>
    public FakeDaemon ProblemEnds(string id) => Send(new ProblemResolved { Source = Name, Epoch = 1, Sequence = 1, ObservedAt = _hub.Now, Id = id, ResolvedAt = _hub.Now });

    /// <summary>Sends any other message of it. Its place in the order is given by the monitor.</summary>
    public FakeDaemon Sends(SourceMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Send(message with { Source = Name });
    }

    internal void SecondPassed()
    {
        var status = _hub.Find<SourceStatus>(new MessageKey(Name, MessageKind.Status));
        if (!_isSilent && status is { State: not SourceState.Down })
        {
            Heartbeat();
        }
    }

    private FakeDaemon Heartbeat() => Send(FakeMessages.Heartbeat(Name, _hub.Now, _hub.EvaluatedAt));

    private FakeDaemon Send(SourceMessage message)
    {
        _hub.Send(message);
        return this;
    }
}
