using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.History.Api;

/// <summary>What is asked of the runs. What is null or empty narrows nothing.</summary>
/// <param name="Sources">The daemons.</param>
/// <param name="Pipeline">The id of a pipeline.</param>
/// <param name="Statuses">The statuses.</param>
/// <param name="Text">A part of a name, an id or an error.</param>
/// <param name="From">The earliest start.</param>
/// <param name="To">The time before which they started.</param>
/// <param name="MinSeconds">The least duration, in seconds.</param>
/// <param name="MinRows">The fewest rows moved.</param>
/// <param name="MaxRows">The most rows moved.</param>
/// <param name="Limit">The most runs of an answer.</param>
/// <param name="After">The run after which to read on, towards older ones.</param>
public sealed record RunsQuery(
    IReadOnlyList<string> Sources,
    string? Pipeline,
    IReadOnlyList<ExecutionStatus> Statuses,
    string? Text,
    DateTimeOffset? From,
    DateTimeOffset? To,
    long? MinSeconds,
    long? MinRows,
    long? MaxRows,
    int Limit,
    RunsPlace? After)
{
    /// <summary>The most runs of one answer.</summary>
    public const int MostRuns = 200;

    /// <summary>The longest text to search for.</summary>
    public const int LongestText = 200;

    private const int DefaultRuns = 50;

    /// <summary>Reads a request.</summary>
    /// <param name="request">What the caller wrote.</param>
    /// <param name="problem">What is wrong and what is allowed, as a sentence.</param>
    /// <returns>Null if something is wrong.</returns>
    public static RunsQuery? Read(RunsRequest request, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(request);

        var (from, to, limit) = (HistoryQuery.TimeOf(request.From), HistoryQuery.TimeOf(request.To), request.Limit ?? DefaultRuns);
        var statuses = Texts(request.Status?.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries)));
        var unknown = statuses.FirstOrDefault(status => !RunStatuses.ByWord.ContainsKey(status));
        problem = (request, from, to) switch
        {
            ({ From.Length: > 0 }, null, _) => $"from is '{request.From}', and must be a time since 1970 in ISO 8601, such as 2026-01-02T03:04:05Z.",
            ({ To.Length: > 0 }, _, null) => $"to is '{request.To}', and must be a time since 1970 in ISO 8601, such as 2026-01-02T03:04:05Z.",
            _ when from >= to => $"from is {from:o}, and must be earlier than to, which is {to:o}.",
            _ when limit is < 1 or > MostRuns => $"limit is {limit}, and may be 1 to {MostRuns}.",
            _ when unknown is not null => $"status is '{unknown}', and may be {string.Join(", ", RunStatuses.ByWord.Keys)}.",
            _ when request.Text?.Length > LongestText => $"text has {request.Text.Length} characters, and may have {LongestText}.",
            _ when request.Text?.Contains('\0') == true || request.Pipeline?.Contains('\0') == true => "text and pipeline must not contain the character U+0000.",
            _ when request.MinSeconds < 0 => $"minSeconds is {request.MinSeconds}, and must be 0 or more.",
            _ when request.MinRows < 0 => $"minRows is {request.MinRows}, and must be 0 or more.",
            _ when request.MaxRows < request.MinRows || request.MaxRows < 0 => $"maxRows is {request.MaxRows}, and must be {request.MinRows ?? 0} or more.",
            _ when !string.IsNullOrEmpty(request.After) && RunsPlace.Parse(request.After) is null => "after is not a value that `next` of an earlier answer had.",
            _ => null,
        };
        return problem is not null ? null : new RunsQuery(
            Texts(request.Source),
            NullIfEmpty(request.Pipeline),
            [.. statuses.Select(status => RunStatuses.ByWord[status])],
            NullIfEmpty(request.Text),
            from,
            to,
            request.MinSeconds,
            request.MinRows,
            request.MaxRows,
            limit,
            RunsPlace.Parse(request.After));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static List<string> Texts(IEnumerable<string>? texts) => [.. (texts ?? []).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
}
