namespace FlextMonitor.Hub.Exports.Schedules.Storage;

/// <summary>The file of a report, kept for those who have its link.</summary>
internal sealed class ReportFileRow
{
    public required string Id { get; init; }

    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its schedule.</summary>
    public required string Title { get; init; }

    /// <summary>The daemons that it tells of: who may not see all of them may not read it.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>How many rows of data it holds.</summary>
    public required long Rows { get; init; }

    /// <summary>The length of <see cref="Content"/>.</summary>
    public required int Bytes { get; init; }

    public required byte[] Content { get; init; }
}
