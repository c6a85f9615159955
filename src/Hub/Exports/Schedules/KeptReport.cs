namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>The file of a report that is kept, without its content.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Title">The name of its schedule.</param>
/// <param name="Sources">The daemons that it tells of.</param>
/// <param name="From">Where its range begins (UTC).</param>
/// <param name="To">Where its range ends (UTC).</param>
/// <param name="MadeAt">When it was made (UTC).</param>
/// <param name="EndsAt">When it is deleted (UTC).</param>
/// <param name="Rows">How many rows of data it holds.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record KeptReport(string Id, string Name, string Title, IReadOnlyList<string> Sources, DateTimeOffset From, DateTimeOffset To, DateTimeOffset MadeAt, DateTimeOffset EndsAt, long Rows, int Bytes);
