namespace FlextMonitor.Client;

/// <summary>One recorded figure. A list has an item for each row, <c>null</c> where it is not known; a list that the figure does not have is empty.</summary>
/// <param name="Mean">The mean by time.</param>
/// <param name="Min">The least value.</param>
/// <param name="Max">The greatest value.</param>
/// <param name="Increase">How much a counter grew while it was watched.</param>
public sealed record FigureHistory(IReadOnlyList<double?> Mean, IReadOnlyList<double?> Min, IReadOnlyList<double?> Max, IReadOnlyList<double?> Increase);
