namespace FlextMonitor.Hub.RunLogs.Api;

/// <summary>Lines of a run's log that match.</summary>
/// <param name="Count">How many lines match in all.</param>
/// <param name="Searched">How many lines were searched: all that were read so far.</param>
/// <param name="Index">Which of the lines that match is the first of <paramref name="Matches"/>, from 0 on.</param>
/// <param name="Matches">Lines that match, by number.</param>
/// <param name="IsWhole">Whether all lines of a run that has ended were searched.</param>
/// <param name="Error">Why the log cannot be read any further now; <c>null</c> if it can.</param>
internal sealed record RunLogSearchResponse(long Count, long Searched, long Index, IReadOnlyList<RunLogLineResponse> Matches, bool IsWhole, string? Error);
