using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>PagerDuty, by its Events API v2: one event for each problem of a message, with the problem's id as the key by which PagerDuty knows it again.</summary>
/// <param name="requests">Sends them.</param>
/// <param name="address">The address of the service, for tests; that of the region if it is null.</param>
internal sealed partial class PagerDutyChannel(ChannelRequests requests, string? address = null) : IAlertChannel
{
    private const string Service = "PagerDuty";
    private const string RoutingKey = "routingKey";
    private const string Region = "region";
    private const string Europe = "eu";
    private const int LongestSummary = 1024;
    private const int LongestDetails = 20_000;

    private static readonly Rate Rate = new(120, TimeSpan.FromMinutes(1));

    /// <inheritdoc/>
    public string Kind => "pagerduty";

    /// <inheritdoc/>
    public IReadOnlySet<string> Secrets { get; } = new HashSet<string> { RoutingKey };

    /// <inheritdoc/>
    public bool MirrorsAcknowledgement => true;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings) => new SettingsCheck(settings)
        .Text(RoutingKey, KeyForm().IsMatch, "must be the integration key of an Events API v2 integration, 32 of a-z A-Z 0-9")
        .OneOf(Region, ["us", Europe])
        .Finish();

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var key = settings.Text(RoutingKey)!;
        IReadOnlyList<JsonObject> events = message.Problems.Count == 0
            ? [Open(message, settings, problem: null), EventOf("resolve", TestKey(message))]
            : [.. message.Problems.Select(problem => EventOf(message.About(problem), problem, settings))];
        if (requests.Refuse(Service, key, Rate, events.Count) is { } tooFast)
        {
            return tooFast;
        }

        var url = new Uri($"{address ?? $"https://events{(settings.Text(Region) == Europe ? ".eu" : "")}.pagerduty.com"}/v2/enqueue");
        var answer = new ChannelAnswer(DeliveryResult.Delivered, "");
        foreach (var body in events)
        {
            body["routing_key"] = key;
            answer = await requests.PostAsync(url, body, [key], AnswerRules.Http, authorization: null, cancellationToken).ConfigureAwait(false);
            if (answer.Result != DeliveryResult.Delivered)
            {
                // All of them are sent again: PagerDuty knows the problems by their keys.
                break;
            }
        }

        return answer;
    }

    private static JsonObject EventOf(AlertMessage message, Problem problem, JsonObject settings) => ProblemMirrors.Of(message, problem) switch
    {
        ProblemMirror.Close => EventOf("resolve", problem.Id),
        ProblemMirror.Acknowledge => EventOf("acknowledge", problem.Id),
        _ => Open(message, settings, problem),
    };

    private static JsonObject EventOf(string action, string key) => new() { ["event_action"] = action, ["dedup_key"] = key };

    private static JsonObject Open(AlertMessage message, JsonObject settings, Problem? problem)
    {
        var text = MessageTexts.Write(message, settings, Markup.Plain);
        var body = EventOf("trigger", problem?.Id ?? TestKey(message));
        (body["client"], body["client_url"]) = ("FlextMonitor", message.Link.AbsoluteUri);
        body["payload"] = new JsonObject
        {
            ["summary"] = TextFit.Fit(text.Title, LongestSummary),
            ["source"] = problem?.Source ?? "FlextMonitor",
            ["severity"] = ProblemMatch.WordOf(problem?.Severity ?? ProblemSeverity.Info),
            ["timestamp"] = (problem?.Since ?? message.At).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["component"] = problem?.Component,
            ["group"] = problem?.PipelineName,
            ["class"] = problem?.Kind,
            ["custom_details"] = new JsonObject { ["text"] = TextFit.Fit(text.Body, LongestDetails) },
        };
        return body;
    }

    private static string TestKey(AlertMessage message) => $"test-{message.Id}";

    [GeneratedRegex(@"\A[A-Za-z0-9]{32}\z")]
    private static partial Regex KeyForm();
}
