using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Slack, by an incoming webhook.</summary>
internal sealed class SlackChannel(ChannelRequests requests) : IAlertChannel
{
    private const string Service = "Slack";
    private const string Url = "url";
    private const int Longest = 4000;

    private static readonly Rate Rate = new(1, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public string Kind => "slack";

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

        var text = MessageTexts.Write(message, settings, Markup.Slack);
        var body = new JsonObject { ["text"] = TextFit.Fit($"*{text.Title}*\n{text.Body}", Longest), ["unfurl_links"] = false, ["unfurl_media"] = false };
        return await requests.PostAsync(url, body, ChannelRequests.SecretsOf(url), AnswerRules.Http, authorization: null, cancellationToken).ConfigureAwait(false);
    }
}
