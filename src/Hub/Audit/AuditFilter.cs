using System.Diagnostics.CodeAnalysis;

namespace FlextMonitor.Hub.Audit;

/// <summary>Which entries of the trail to read. What is <c>null</c> or empty does not narrow them.</summary>
/// <param name="From">The earliest time (UTC).</param>
/// <param name="To">The time before which they were (UTC).</param>
/// <param name="Who">Part of a name, in upper or lower case, or an id. SQLite knows the upper and lower case of a to z only.</param>
/// <param name="What">One of <see cref="AuditActions"/>, or part of a subject, or its id.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="After">The number of the entry after which to read on, towards older ones.</param>
public sealed record AuditFilter(DateTimeOffset? From, DateTimeOffset? To, string? Who, string? What, AuditOutcome? Outcome, long? After)
{
    /// <summary>Everything.</summary>
    public static AuditFilter None { get; } = new(null, null, null, null, null, null);

    internal IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries)
    {
        entries = From?.ToUnixTimeMilliseconds() is { } from ? entries.Where(entry => entry.At >= from) : entries;
        entries = To?.ToUnixTimeMilliseconds() is { } to ? entries.Where(entry => entry.At < to) : entries;
        if (Outcome is { } outcome)
        {
            var name = AuditEntry.NameOf(outcome);
            entries = entries.Where(entry => entry.Outcome == name);
        }

        entries = After is { } after ? entries.Where(entry => entry.Number < after) : entries;
        return BySubject(ByName(entries, Who?.Trim() ?? ""), What?.Trim() ?? "");
    }

    // As it is written, too: no database knows the lower case of every letter.
    [SuppressMessage("Performance", "CA1862:Use the 'StringComparison' method overloads to perform case-insensitive string comparisons", Justification = "EF translates ToLower, and no overload with a comparison.")]
    private static IQueryable<AuditEntry> ByName(IQueryable<AuditEntry> entries, string who)
    {
        var lower = who.ToLowerInvariant();
        return who.Length == 0 ? entries : entries.Where(entry => entry.WhoId == who || (entry.Who != null && (entry.Who.Contains(who) || entry.Who.ToLower().Contains(lower))));
    }

    [SuppressMessage("Performance", "CA1862:Use the 'StringComparison' method overloads to perform case-insensitive string comparisons", Justification = "EF translates ToLower, and no overload with a comparison.")]
    private static IQueryable<AuditEntry> BySubject(IQueryable<AuditEntry> entries, string what)
    {
        var lower = what.ToLowerInvariant();
        return what.Length == 0
            ? entries
            : entries.Where(entry => entry.What == what || entry.SubjectId == what || (entry.Subject != null && (entry.Subject.Contains(what) || entry.Subject.ToLower().Contains(lower))));
    }
}
