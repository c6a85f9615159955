namespace FlextMonitor.Hub.Storage.Moving;

/// <summary>A table that was copied, and counted on both sides.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Rows">How many rows it has.</param>
public sealed record MovedTable(string Name, long Rows);
