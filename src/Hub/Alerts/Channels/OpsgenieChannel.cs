using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Opsgenie and the operations of Jira Service Management: one alert for each problem, with the problem's id as its alias.</summary>
/// <param name="requests">Sends them.</param>
/// <param name="address">The address of the service, for tests; that of the region if it is null.</param>
internal sealed class OpsgenieChannel(ChannelRequests requests, string? address = null) : IAlertChannel
{
    private const string Service = "Opsgenie";
    private const string ApiKey = "apiKey";
    private const string Region = "region";
    private const int LongestKey = 200;
    private const int LongestMessage = 130;
    private const int LongestDescription = 15_000;
    private const int LongestEntity = 512;
    private const int LongestUser = 100;

    private static readonly Rate Rate = new(100, TimeSpan.FromMinutes(1));

    /// <inheritdoc/>
    public string Kind => "opsgenie";

    /// <inheritdoc/>
    public IReadOnlySet<string> Secrets { get; } = new HashSet<string> { ApiKey };

    /// <inheritdoc/>
    public bool MirrorsAcknowledgement => true;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings) => new SettingsCheck(settings).Text(ApiKey, LongestKey).OneOf(Region, ["us", "eu", "jsm"]).Finish();

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var key = settings.Text(ApiKey)!;
        var test = $"test-{message.Id}";
        IReadOnlyList<Call> calls = message.Problems.Count == 0
            ? [new Call("", Alert(message, settings, problem: null, test)), CallOf(test, "close", new JsonObject { ["source"] = "FlextMonitor" })]
            : [.. message.Problems.Select(problem => CallOf(message.About(problem), problem, settings))];
        if (requests.Refuse(Service, key, Rate, calls.Count) is { } tooFast)
        {
            return tooFast;
        }

        var answer = new ChannelAnswer(DeliveryResult.Delivered, "");
        foreach (var call in calls)
        {
            var url = new Uri($"{address ?? AddressOf(settings.Text(Region))}/v2/alerts{call.Path}");
            answer = await requests.PostAsync(url, call.Body, [key], AnswerRules.Http, new AuthenticationHeaderValue("GenieKey", key), cancellationToken).ConfigureAwait(false);
            if (answer.Result != DeliveryResult.Delivered)
            {
                // All of them are sent again: the service knows the problems by their aliases.
                break;
            }
        }

        return answer;
    }

    private static string AddressOf(string? region) => region switch
    {
        "eu" => "https://api.eu.opsgenie.com",
        "jsm" => "https://api.atlassian.com/jsm/ops/integration",
        _ => "https://api.opsgenie.com",
    };

    private static Call CallOf(AlertMessage message, Problem problem, JsonObject settings) => ProblemMirrors.Of(message, problem) switch
    {
        ProblemMirror.Close => CallOf(problem.Id, "close", new JsonObject { ["source"] = "FlextMonitor" }),
        ProblemMirror.Acknowledge => CallOf(problem.Id, "acknowledge", AcknowledgementOf(problem)),
        _ => new Call("", Alert(message, settings, problem, problem.Id)),
    };

    private static Call CallOf(string alias, string action, JsonObject body) => new($"/{Uri.EscapeDataString(alias)}/{action}?identifierType=alias", body);

    private static JsonObject AcknowledgementOf(Problem problem)
    {
        var body = new JsonObject { ["source"] = "FlextMonitor" };
        if (problem.Acknowledged is { } acknowledged)
        {
            (body["user"], body["note"]) = (TextFit.Fit(acknowledged.By, LongestUser), TextFit.Fit($"Acknowledged by {acknowledged.By}. {acknowledged.Note}", LongestDescription));
        }

        return body;
    }

    private static JsonObject Alert(AlertMessage message, JsonObject settings, Problem? problem, string alias)
    {
        var text = MessageTexts.Write(message, settings, Markup.Plain);
        return new JsonObject
        {
            ["message"] = TextFit.Fit(text.Title, LongestMessage),
            ["alias"] = alias,
            ["description"] = TextFit.Fit(text.Body, LongestDescription),
            ["source"] = "FlextMonitor",
            ["entity"] = TextFit.Fit(problem?.PipelineName ?? problem?.Source ?? "FlextMonitor", LongestEntity),
            ["tags"] = new JsonArray(problem?.Kind ?? "test"),
            ["priority"] = problem?.Severity switch
            {
                ProblemSeverity.Critical => "P1",
                ProblemSeverity.Warning => "P3",
                _ => "P5",
            },
        };
    }

    /// <param name="Path">What follows the address of alerts.</param>
    /// <param name="Body">What is posted.</param>
    private sealed record Call(string Path, JsonObject Body);
}
