namespace FlextMonitor.Contracts;

/// <summary>What a <see cref="SourceMessage"/> describes, in the order of the first state. <see cref="MessageDescriptors"/> maps kinds to messages.</summary>
public enum MessageKind
{
    /// <summary><see cref="SourceStatus"/>, one for each source.</summary>
    Status,

    /// <summary><see cref="DashboardStats"/>, one for each source.</summary>
    Stats,

    /// <summary><see cref="HealthStatus"/>, one for each source.</summary>
    Health,

    /// <summary><see cref="ExecutionData"/> or <see cref="ExecutionRemoved"/>, one for each execution.</summary>
    Execution,

    /// <summary><see cref="PipelineStatus"/> or <see cref="PipelineRemoved"/>, one for each pipeline.</summary>
    Pipeline,

    /// <summary><see cref="Contracts.Problem"/> or <see cref="ProblemResolved"/>, one for each problem.</summary>
    Problem,

    /// <summary><see cref="Contracts.PipelineDefinition"/> or <see cref="PipelineDefinitionRemoved"/>, one for each pipeline. Not sent to subscribers.</summary>
    PipelineDefinition,

    /// <summary><see cref="SourceEvaluated"/>, one for each source. Not sent to subscribers.</summary>
    Evaluation,

    /// <summary><see cref="Contracts.Heartbeat"/>, one for each source; last, because it ends the first state.</summary>
    Heartbeat,
}
