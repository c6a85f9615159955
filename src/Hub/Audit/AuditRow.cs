using System.Text.Json;

namespace FlextMonitor.Hub.Audit;

/// <summary>One entry of the trail.</summary>
/// <param name="Number">1 for the first one that ever was, then one more for each; 0 in a log if it has none yet.</param>
/// <param name="At">When it happened (UTC).</param>
/// <param name="What">What it was, such as <c>sign-in</c>.</param>
/// <param name="Outcome"><c>done</c>, <c>refused</c> or <c>failed</c>.</param>
/// <param name="Who">The e-mail address of a person, the name of a token, or <c>monitor</c>; <c>null</c> if unknown.</param>
/// <param name="WhoId">The id of that person or token; <c>null</c> if there is none.</param>
/// <param name="Subject">What it was done to; <c>null</c> if that says nothing more.</param>
/// <param name="SubjectId">The id of what it was done to; <c>null</c> if there is none.</param>
/// <param name="Before">How it was before; <c>null</c> if that says nothing.</param>
/// <param name="After">How it was after that; <c>null</c> if that says nothing.</param>
/// <param name="Address">The IP address of the caller; <c>null</c> if unknown.</param>
/// <param name="Id">Its own id, 32 hexadecimal characters; in a log, one that is not stored yet has the same.</param>
/// <param name="Hash">SHA-256 over all of it and the hash of the entry before, in hexadecimal; <c>null</c> in a log if it has none yet.</param>
public sealed record AuditRow(
    long Number,
    DateTimeOffset At,
    string What,
    string Outcome,
    string? Who,
    string? WhoId,
    string? Subject,
    string? SubjectId,
    JsonElement? Before,
    JsonElement? After,
    string? Address,
    string Id,
    string? Hash)
{
    internal static AuditRow Of(AuditEntry entry) => new(
        entry.Number,
        TimeOf(entry.At),
        entry.What,
        entry.Outcome,
        entry.Who,
        entry.WhoId,
        entry.Subject,
        entry.SubjectId,
        Parse(entry.Before),
        Parse(entry.After),
        entry.Address,
        entry.Id,
        entry.Hash);

    private static DateTimeOffset TimeOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    // Somebody may have changed the row to something else than JSON; it is shown as it is.
    private static JsonElement? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(json);
        }
    }
}
