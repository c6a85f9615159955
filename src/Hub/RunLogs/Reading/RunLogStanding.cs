namespace FlextMonitor.Hub.RunLogs.Reading;

/// <summary>How far a log was read.</summary>
/// <param name="Lines">How many lines were read.</param>
/// <param name="IsWhole">Whether these are all lines of a run that has ended.</param>
/// <param name="IsReading">Whether lines are being read from the daemon.</param>
/// <param name="ReadUntil">When the daemon's log was last read (UTC); null if it never was.</param>
/// <param name="Error">Why the daemon's log cannot be read; null if it can.</param>
/// <param name="ErrorCode">One of <see cref="Contracts.HubErrorCodes"/> for <paramref name="Error"/>; null if a program need not distinguish it.</param>
/// <param name="StoreError">Why lines are not stored; null if they are. The newest are kept in memory.</param>
internal sealed record RunLogStanding(long Lines, bool IsWhole, bool IsReading, DateTimeOffset? ReadUntil, string? Error, string? ErrorCode, string? StoreError);
