namespace FlextMonitor.Hub.Problems.Commands;

/// <summary>Something that a person asks of the evaluator.</summary>
/// <param name="Number">Its place among commands.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="ProblemId">The problem that it concerns; null if it concerns none in particular.</param>
/// <param name="By">Who asks: an e-mail address, or the name of a token.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Until">Until when an acknowledgement holds; null for other kinds.</param>
/// <param name="Note">The person's note; null without one.</param>
public sealed record ProblemCommand(
    long Number, ProblemCommandKind Kind, string? ProblemId, string By, DateTimeOffset At, DateTimeOffset? Until = null, string? Note = null);
