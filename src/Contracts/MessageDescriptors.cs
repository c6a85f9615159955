using System.Collections.Frozen;

namespace FlextMonitor.Contracts;

/// <summary>All types of <see cref="SourceMessage"/> in one table. A new type of message needs a record, with its method of <see cref="IDashboardClient"/> if it is sent, and a line here.</summary>
public static class MessageDescriptors
{
    private static readonly FrozenDictionary<Type, MessageDescriptor> ByType;

    static MessageDescriptors()
    {
        All =
        [
            Value<SourceStatus>(MessageKind.Status, nameof(IDashboardClient.SourceStatus)),
            Value<DashboardStats>(MessageKind.Stats, nameof(IDashboardClient.DashboardStats)),
            Value<HealthStatus>(MessageKind.Health, nameof(IDashboardClient.HealthStatus)),
            Value<ExecutionData>(MessageKind.Execution, nameof(IDashboardClient.ExecutionData)),
            Removal<ExecutionRemoved>(MessageKind.Execution, nameof(IDashboardClient.ExecutionRemoved)),
            Judgement<PipelineStatus>(MessageKind.Pipeline, nameof(IDashboardClient.PipelineStatus)),
            JudgementRemoval<PipelineRemoved>(MessageKind.Pipeline, nameof(IDashboardClient.PipelineRemoved)),
            Judgement<Problem>(MessageKind.Problem, nameof(IDashboardClient.Problem)),
            JudgementRemoval<ProblemResolved>(MessageKind.Problem, nameof(IDashboardClient.ProblemResolved)),
            Value<PipelineDefinition>(MessageKind.PipelineDefinition, null),
            Removal<PipelineDefinitionRemoved>(MessageKind.PipelineDefinition, null),
            Judgement<SourceEvaluated>(MessageKind.Evaluation, null),
            Value<Heartbeat>(MessageKind.Heartbeat, nameof(IDashboardClient.Heartbeat)),
        ];
        ByType = All.ToFrozenDictionary(descriptor => descriptor.Type);
    }

    /// <summary>Every type of message, in the order of the first state.</summary>
    public static IReadOnlyList<MessageDescriptor> All { get; }

    /// <summary>The descriptor of a message's type.</summary>
    /// <exception cref="ArgumentException">The type is not in the table.</exception>
    public static MessageDescriptor Of(SourceMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return ByType.TryGetValue(message.GetType(), out var descriptor)
            ? descriptor
            : throw new ArgumentException($"{nameof(MessageDescriptors)} has no line for {message.GetType().Name}.", nameof(message));
    }

    private static MessageDescriptor Value<TMessage>(MessageKind kind, string? method)
        where TMessage : SourceMessage => new(typeof(TMessage), kind, method, IsRemoval: false, IsJudgement: false);

    private static MessageDescriptor Removal<TMessage>(MessageKind kind, string? method)
        where TMessage : SourceMessage => new(typeof(TMessage), kind, method, IsRemoval: true, IsJudgement: false);

    private static MessageDescriptor Judgement<TMessage>(MessageKind kind, string? method)
        where TMessage : SourceMessage => new(typeof(TMessage), kind, method, IsRemoval: false, IsJudgement: true);

    private static MessageDescriptor JudgementRemoval<TMessage>(MessageKind kind, string? method)
        where TMessage : SourceMessage => new(typeof(TMessage), kind, method, IsRemoval: true, IsJudgement: true);
}
