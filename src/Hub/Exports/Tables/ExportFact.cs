namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>Something to know of a table besides its rows, such as its range, a filter or its coverage.</summary>
/// <param name="Name">Such as <c>From (UTC)</c>.</param>
/// <param name="Value">In words.</param>
internal sealed record ExportFact(string Name, string Value);
