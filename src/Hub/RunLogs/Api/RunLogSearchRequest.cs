using FlextMonitor.Hub.RunLogs.Search;
using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.RunLogs.Api;

/// <summary>The query of <c>GET /api/runs/{source}/{id}/log/search</c>, as the caller wrote it.</summary>
internal sealed class RunLogSearchRequest
{
    private const int DefaultLines = 100;
    private const int MostLines = 1000;

    [FromRoute(Name = "source")]
    public required string Source { get; init; }

    [FromRoute(Name = "id")]
    public required string Id { get; init; }

    [FromQuery(Name = "text")]
    public string? Text { get; init; }

    [FromQuery(Name = "regex")]
    public string? Regex { get; init; }

    [FromQuery(Name = "level")]
    public string? Level { get; init; }

    [FromQuery(Name = "stream")]
    public string? Stream { get; init; }

    [FromQuery(Name = "from")]
    public long? From { get; init; }

    [FromQuery(Name = "skip")]
    public int? Skip { get; init; }

    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>The most lines of the answer.</summary>
    public int Most => Limit ?? DefaultLines;

    /// <summary>What is looked for.</summary>
    /// <param name="problem">What is wrong and what is allowed, as a sentence.</param>
    /// <returns>Null if something is wrong.</returns>
    public RunLogQuery? Read(out string? problem)
    {
        // `regex` is a pattern itself, or says whether `text` is one.
        var isFlag = bool.TryParse(Regex, out var isPattern);
        var text = isFlag || string.IsNullOrEmpty(Regex) ? Text ?? "" : Regex;
        isPattern = isFlag ? isPattern : !string.IsNullOrEmpty(Regex);
        var least = string.IsNullOrEmpty(Level) ? null : Severities.Of(Level);
        problem = this switch
        {
            { Limit: < 0 or > MostLines } => $"limit is {Limit}, and may be 0 to {MostLines}.",
            { Skip: < 0 } => $"skip is {Skip}, and must be 0 or more.",
            _ when text.Length > RunLogQuery.LongestText => $"What to look for has {text.Length} characters, and may have {RunLogQuery.LongestText}.",
            _ when !isFlag && !string.IsNullOrEmpty(Regex) && !string.IsNullOrEmpty(Text) => "regex and text were both given: use one of them, or regex=true for a text that is a pattern.",
            _ when !string.IsNullOrEmpty(Level) && least is null => $"level is '{Level}', and may be {string.Join(", ", Severities.Names)}.",
            { Stream: not (null or "" or "stdout" or "stderr") } => $"stream is '{Stream}', and may be stdout or stderr.",
            _ => null,
        };
        return problem is null ? Parse(text, isPattern, least, Stream, out problem) : null;
    }

    private static RunLogQuery? Parse(string text, bool isPattern, RunLogSeverity? least, string? stream, out string? problem)
    {
        try
        {
            problem = null;
            return new RunLogQuery(text, isPattern, least, string.IsNullOrEmpty(stream) ? null : stream);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // Patterns that may take for ever, such as those that refer back to a group, are not supported.
            problem = $"The pattern cannot be used: {exception.Message}";
            return null;
        }
    }
}
