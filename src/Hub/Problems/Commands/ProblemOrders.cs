namespace FlextMonitor.Hub.Problems.Commands;

/// <summary>What people have asked of the evaluator.</summary>
/// <param name="Commands">What is not carried out yet, in the order in which it was asked; may be empty.</param>
/// <param name="Silences">The silences as they are now.</param>
public sealed record ProblemOrders(IReadOnlyList<ProblemCommand> Commands, ISilencePlan Silences);
