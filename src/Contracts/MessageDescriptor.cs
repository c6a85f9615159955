namespace FlextMonitor.Contracts;

/// <summary>Properties of one type of <see cref="SourceMessage"/>, for code that stores, orders or sends messages.</summary>
/// <param name="Type">The record's type.</param>
/// <param name="Kind">What it describes. A value and its removal share the kind, and with it the key.</param>
/// <param name="Method">The client method that receives it (<see cref="IDashboardClient"/>); null if subscribers do not receive it.</param>
/// <param name="IsRemoval">Whether it means that the subject of its key no longer exists.</param>
/// <param name="IsJudgement">Whether the evaluator publishes it, with an epoch of its own. A collector publishes the others, which show that its daemon answered.</param>
public sealed record MessageDescriptor(Type Type, MessageKind Kind, string? Method, bool IsRemoval, bool IsJudgement);
