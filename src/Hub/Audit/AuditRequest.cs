using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.Audit;

/// <summary>Which entries are asked for, as the caller wrote it. What is missing does not narrow them.</summary>
public sealed class AuditRequest
{
    private const int LongestText = 256;

    /// <summary>The outcomes, as a caller writes them.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = [.. Enum.GetNames<AuditOutcome>().Select(name => name.ToLowerInvariant())];

    /// <summary>The earliest time.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>The time before which they were.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    /// <summary>Part of a name, in upper or lower case, or an id.</summary>
    [FromQuery(Name = "who")]
    public string? Who { get; init; }

    /// <summary>An action, such as <c>sign-in</c>, or part of a subject, or its id.</summary>
    [FromQuery(Name = "what")]
    public string? What { get; init; }

    /// <summary><c>done</c>, <c>refused</c> or <c>failed</c>.</summary>
    [FromQuery(Name = "outcome")]
    public string? Outcome { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [FromQuery(Name = "after")]
    public long? After { get; init; }

    /// <summary>How many at most, 1 to 500; 100 if it is missing.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="problems">What is wrong and what is allowed, by the name of the field; empty if nothing is wrong.</param>
    /// <returns><c>null</c> if something is wrong.</returns>
    public AuditFilter? Read(out IDictionary<string, string[]> problems)
    {
        problems = Problems().ToDictionary(problem => problem.Field, problem => new[] { problem.Text });
        return problems.Count > 0 ? null : new AuditFilter(From, To, Who, What, Outcome is null ? null : Enum.Parse<AuditOutcome>(Outcome, ignoreCase: true), After);
    }

    private IEnumerable<(string Field, string Text)> Problems()
    {
        if (Limit is < 1 or > AuditReader.Most)
        {
            yield return ("limit", $"limit is {Limit}, and must be from 1 to {AuditReader.Most}.");
        }

        if (Outcome is not null && !Outcomes.Contains(Outcome))
        {
            yield return ("outcome", $"outcome must be one of {string.Join(", ", Outcomes)}.");
        }

        foreach (var (field, text) in new[] { ("who", Who), ("what", What) })
        {
            if (text?.Length > LongestText)
            {
                yield return (field, $"{field} takes at most {LongestText} characters.");
            }
        }
    }
}
