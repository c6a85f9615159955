using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Discord, by a webhook of a text channel.</summary>
internal sealed class DiscordChannel(ChannelRequests requests) : IAlertChannel
{
    private const string Service = "Discord";
    private const string Url = "url";
    private const int LongestTitle = 256;
    private const int LongestBody = 4096;

    private static readonly Rate Rate = new(5, TimeSpan.FromSeconds(2));
    private static readonly AnswerRules Rules = new() { RetryAfter = answer => answer["retry_after"] };

    /// <inheritdoc/>
    public string Kind => "discord";

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

        return await requests.PostAsync(url, BodyOf(MessageTexts.Write(message, settings, Markup.Markdown), message), ChannelRequests.SecretsOf(url), Rules, authorization: null, cancellationToken).ConfigureAwait(false);
    }

    private static JsonObject BodyOf(MessageText text, AlertMessage message) => new()
    {
        ["embeds"] = new JsonArray(new JsonObject
        {
            ["title"] = TextFit.Fit(text.Title, LongestTitle),
            ["url"] = message.Link.AbsoluteUri,
            ["description"] = TextFit.Fit(text.Body, LongestBody),
            ["color"] = MessageTones.Of(message) switch
            {
                MessageTone.Good => 0x2E7D32,
                MessageTone.Bad => 0xC62828,
                MessageTone.Warning => 0xEF6C00,
                _ => 0x1565C0,
            },
        }),
        ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() },
    };
}
