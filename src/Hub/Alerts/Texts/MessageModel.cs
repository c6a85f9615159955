using System.Globalization;
using Fluid.Values;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>What templates may show of a message: texts of one line, numbers, lists and yes or no. What does not apply is nil; what is not known says so.</summary>
internal static class MessageModel
{
    private const string Unknown = "unknown";
    private const int LongestName = 256;
    private const int LongestDetail = 500;
    private const int LongestShortDetail = 120;
    private const string Mark = "…";

    public static IReadOnlyDictionary<string, object?> Of(AlertMessage message, Markup markup)
    {
        List<object?> problems = [.. message.Problems.Select(problem => ProblemOf(problem, message, markup))];
        var total = message.Problems.Count + message.More;
        return new Dictionary<string, object?>
        {
            ["event"] = EventWords.NameOf(message.Event),
            ["heading"] = EventWords.HeadingOf(message),
            ["what"] = EventWords.SentenceOf(message),
            ["severity"] = message.Problems.Count == 0 ? null : ProblemMatch.WordOf(message.Problems.Max(problem => problem.Severity)),
            ["late"] = message.IsLate,
            ["at"] = TimeOf(message.At),
            ["problems"] = problems,
            ["first"] = problems.FirstOrDefault(),
            ["total"] = total,
            ["others"] = Math.Max(0, total - 1),
            ["more"] = message.More,
            ["unseen"] = message.Unseen is { } unseen ? UnseenOf(unseen) : null,
            ["report"] = message.Report is { } report ? ReportOf(report) : null,
            ["link"] = new StringValue(markup.Link(message.Link.AbsoluteUri), encode: false),
        };
    }

    private static Dictionary<string, object?> ProblemOf(Problem problem, AlertMessage message, Markup markup) => new()
    {
        ["id"] = problem.Id,
        ["kind"] = problem.Kind,
        ["title"] = Line(problem.Title, LongestName),
        ["severity"] = ProblemMatch.WordOf(problem.Severity),
        ["source"] = problem.Source,
        ["daemon"] = problem.Source == SourceNames.Monitor ? "the monitor itself" : problem.Source,
        ["pipeline"] = Line(problem.PipelineName ?? problem.PipelineId, LongestName),
        ["component"] = Line(problem.Component, LongestName),
        ["figure"] = problem.Figure,
        ["since"] = TimeOf(problem.Since) + (problem.SinceAtLeast ? " or earlier" : ""),
        ["resolved"] = message.ResolvedAt.TryGetValue(problem.Id, out var at) ? TimeOf(at) : message.Event is AlertEvent.Resolved or AlertEvent.Returned ? "at an unknown time" : null,
        ["unseen_since"] = problem.UnseenSince is { } unseen ? TimeOf(unseen) : null,
        ["detail"] = Line(problem.Detail, LongestDetail),
        ["detail_short"] = Line(problem.Detail, LongestShortDetail),
        ["count"] = problem.Count,
        ["last_good"] = problem.LastGoodAt is { } good ? TimeOf(good) : problem.PipelineId is null ? null : Unknown,
        ["acknowledged_by"] = Line(problem.Acknowledged?.By, LongestName),
        ["note"] = Line(problem.Acknowledged?.Note, LongestDetail),
        ["runbook"] = message.Runbooks.TryGetValue(problem.Id, out var runbook) ? RunbookOf(runbook, markup) : null,
    };

    private static Dictionary<string, object?> UnseenOf(UnseenReport unseen) => new()
    {
        ["from"] = TimeOf(unseen.From),
        ["to"] = TimeOf(unseen.To),
        ["runs"] = unseen.Runs.Select(run => new Dictionary<string, object?>
        {
            ["pipeline"] = Line(run.PipelineName.Length > 0 ? run.PipelineName : run.PipelineId, LongestName) ?? Unknown,
            ["status"] = run.Status.ToString().ToLowerInvariant(),
            ["started"] = run.StartedAt is { } started ? TimeOf(started) : "at an unknown time",
            ["ended"] = run.FinishedAt is { } ended ? TimeOf(ended) : run.Status is ExecutionStatus.Running or ExecutionStatus.Pending ? null : "at an unknown time",
        }).ToList(),
        ["missed"] = unseen.Missed.Select(start => new Dictionary<string, object?> { ["pipeline"] = Line(start.PipelineName, LongestName), ["due"] = TimeOf(start.DueAt) }).ToList(),
    };

    private static Dictionary<string, object?> ReportOf(ReportNotice report) => new()
    {
        ["title"] = Line(report.Title, LongestName),
        ["from"] = LocalTimeOf(report.From, report.Zone),
        ["to"] = LocalTimeOf(report.To, report.Zone),
        ["zone"] = report.Zone,
        ["daemons"] = Line(string.Join(", ", report.Sources), LongestDetail),
        ["owner"] = Line(report.Owner, LongestName),
        ["missed"] = report.Missed,
        ["megabytes"] = string.Create(CultureInfo.InvariantCulture, $"{report.Bytes / 1_000_000d:0.0}"),
        ["is_attached"] = report.Content is not null,
        ["link_ends"] = TimeOf(report.LinkEndsAt),
    };

    private static string LocalTimeOf(DateTimeOffset at, string zone) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private static object? RunbookOf(string runbook, Markup markup) =>
        TargetUrl.TryRead(runbook, out var url) ? new StringValue(markup.Link(url.AbsoluteUri), encode: false) : Line(runbook, LongestDetail);

    private static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string? Line(string? text, int longest) => string.IsNullOrWhiteSpace(text) ? null : AnswerText.ToLine(text).Cut(longest - 1, Mark);
}
