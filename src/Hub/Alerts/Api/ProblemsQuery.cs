using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>The query of <c>GET /api/problems</c>, as the caller wrote it.</summary>
public sealed class ProblemsRequest
{
    /// <summary><c>open</c>, or <c>all</c>.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    /// <summary>Problems that were not over by then.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Problems that began before it.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>The daemons.</summary>
    [FromQuery(Name = "source")]
    public string[]? Source { get; init; }

    /// <summary>The id of a pipeline.</summary>
    [FromQuery(Name = "pipeline")]
    public string? Pipeline { get; init; }

    /// <summary>Kinds, each of which may be a list with commas.</summary>
    [FromQuery(Name = "kind")]
    public string[]? Kind { get; init; }

    /// <summary>The most problems of the answer.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }
}

/// <summary>What is asked of the problems. What is null or empty narrows nothing.</summary>
/// <param name="OnlyOpen">Whether those that are over are left out.</param>
/// <param name="From">Problems that were not over by then.</param>
/// <param name="To">Problems that began before it.</param>
/// <param name="Sources">The daemons.</param>
/// <param name="Pipeline">The id of a pipeline.</param>
/// <param name="Kinds">The kinds.</param>
/// <param name="Limit">The most problems of an answer.</param>
/// <param name="After">The problem after which to read on, towards older ones.</param>
public sealed record ProblemsQuery(
    bool OnlyOpen, DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<string> Sources, string? Pipeline, IReadOnlyList<string> Kinds, int Limit, ProblemsPlace? After)
{
    /// <summary>The most problems of one answer.</summary>
    public const int Most = 200;

    private const int UsualLimit = 50;
    private const int LongestText = 256;
    private static readonly string[] States = ["open", "all"];

    /// <summary>Reads a request.</summary>
    public static ProblemsQuery Read(ProblemsRequest request, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(errors);

        var query = new ProblemsQuery(
            errors.OneOf("state", request.State ?? States[0], States) == States[0],
            Time("from", request.From, errors),
            Time("to", request.To, errors),
            Texts(request.Source),
            errors.OptionalText("pipeline", request.Pipeline, LongestText),
            Texts(request.Kind?.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries))),
            errors.Number("limit", request.Limit, 1, Most) ?? UsualLimit,
            ProblemsPlace.Parse(request.After));
        if (query.From >= query.To)
        {
            errors.Add("from", $"from is {query.From:o}, and must be earlier than to, which is {query.To:o}.");
        }

        if (!string.IsNullOrEmpty(request.After) && query.After is null)
        {
            errors.Add("after", "after is not a value that `next` of an earlier answer had.");
        }

        if (query.Kinds.Any(kind => kind.Contains('\0', StringComparison.Ordinal)))
        {
            errors.Add("kind", "kind must not contain the character U+0000.");
        }

        return query;
    }

    private static DateTimeOffset? Time(string field, string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time >= DateTimeOffset.UnixEpoch)
        {
            return time;
        }

        errors.Add(field, $"{field} is '{FieldErrors.Excerpt(text)}', and must be a time since 1970 in ISO 8601, such as 2026-01-02T03:04:05Z.");
        return null;
    }

    private static List<string> Texts(IEnumerable<string>? texts) => [.. (texts ?? []).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
}
