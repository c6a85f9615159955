namespace FlextMonitor.Contracts;

/// <summary>Who publishes which kinds of message.</summary>
public static class MessageKinds
{
    /// <summary>Whether a collector publishes this kind, which says that its daemon was heard. The evaluator publishes the others, with an epoch of its own.</summary>
    public static bool IsOfCollector(this MessageKind kind) => kind is not (MessageKind.Pipeline or MessageKind.Problem or MessageKind.Evaluation);
}
