using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Microsoft Teams, by the webhook of a workflow, with an adaptive card. Its texts are runs, in which nothing is markup.</summary>
internal sealed class TeamsChannel(ChannelRequests requests) : IAlertChannel
{
    private const string Service = "Teams";
    private const string Url = "url";

    // A message may have 28 KiB. Each line costs about 100 bytes besides its text, and a quotation mark is sent as two bytes.
    private const int MostBytes = 9000;
    private const int MostLines = 60;

    private static readonly Rate Rate = new(4, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public string Kind => "teams";

    /// <inheritdoc/>
    public IReadOnlySet<string> Secrets { get; } = new HashSet<string> { Url };

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings) => new SettingsCheck(settings).Url(Url).Finish();

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var url = new Uri(settings.Text(Url)!);
        if (requests.Refuse(Service, url.AbsoluteUri, Rate) is { } tooFast)
        {
            return tooFast;
        }

        var body = new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["content"] = CardOf(MessageTexts.Write(message, settings, Markup.Plain), message),
            }),
        };
        return await requests.PostAsync(url, body, ChannelRequests.SecretsOf(url), AnswerRules.Http, authorization: null, cancellationToken).ConfigureAwait(false);
    }

    private static JsonObject CardOf(MessageText text, AlertMessage message)
    {
        var title = RunOf(text.Title);
        (title["weight"], title["size"], title["color"]) = ("bolder", "medium", ColorOf(message));
        var lines = TextFit.FitBytes(text.Body, MostBytes).Split('\n');
        var shown = lines.Length <= MostLines ? lines : [.. lines.Take(MostLines - 1), "…"];
        return new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = new JsonArray([BlockOf(title), .. shown.Select(line => BlockOf(RunOf(line)))]),
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open", ["url"] = message.Link.AbsoluteUri }),
        };
    }

    private static JsonObject BlockOf(JsonObject run) => new() { ["type"] = "RichTextBlock", ["spacing"] = "none", ["inlines"] = new JsonArray(run) };

    private static JsonObject RunOf(string text) => new() { ["type"] = "TextRun", ["text"] = text };

    private static string ColorOf(AlertMessage message) => MessageTones.Of(message) switch
    {
        MessageTone.Good => "good",
        MessageTone.Bad => "attention",
        MessageTone.Warning => "warning",
        _ => "default",
    };
}
