namespace FlextMonitor.Contracts;

/// <summary>The order of executions. It decides which ones are the newest <see cref="SourceStatus.ExecutionLimit"/>, which are in view.</summary>
public static class ExecutionOrder
{
    /// <summary>By <see cref="ExecutionData.StartedAt"/>, newest first and missing last, then by <see cref="ExecutionData.Id"/> in ordinal order; null last.</summary>
    public static IComparer<ExecutionData> NewestFirst { get; } = Comparer<ExecutionData>.Create(Compare);

    private static int Compare(ExecutionData? left, ExecutionData? right)
    {
        if (left is null || right is null)
        {
            return (left is null).CompareTo(right is null);
        }

        var byStart = Nullable.Compare(right.StartedAt, left.StartedAt);
        return byStart != 0 ? byStart : string.CompareOrdinal(left.Id, right.Id);
    }
}
