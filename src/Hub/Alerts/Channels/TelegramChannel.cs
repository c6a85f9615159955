using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Telegram, by a bot.</summary>
internal sealed partial class TelegramChannel(ChannelRequests requests) : IAlertChannel
{
    private const string Service = "Telegram";
    private const string Token = "token";
    private const string Chat = "chat";
    private const string Url = "url";
    private const string PublicApi = "https://api.telegram.org";
    private const int Longest = 4096;

    private static readonly Rate PerChat = new(1, TimeSpan.FromSeconds(1));
    private static readonly Rate PerGroup = new(20, TimeSpan.FromMinutes(1));
    private static readonly AnswerRules Rules = new() { RetryAfter = answer => (answer["parameters"] as JsonObject)?["retry_after"] };

    /// <inheritdoc/>
    public string Kind => "telegram";

    /// <inheritdoc/>
    public IReadOnlySet<string> Secrets { get; } = new HashSet<string> { Token };

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings) => new SettingsCheck(settings)
        .Text(Token, TokenForm().IsMatch, "must be the token of a bot, such as 123456789:AAF…")
        .Text(Chat, ChatForm().IsMatch, "must be the number of a chat as a text, such as \"-1001234567890\", or the name of a channel, such as @example")
        .Url(Url, required: false)
        .Finish();

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var (token, chat) = (settings.Text(Token)!, settings.Text(Chat)!);
        var isGroup = chat[0] is '-' or '@';
        if (requests.Refuse(Service, $"{token} {chat}", PerChat) is { } tooFast)
        {
            return tooFast;
        }

        if (isGroup && requests.Refuse(Service, $"{token} {chat} group", PerGroup) is { } tooMany)
        {
            return tooMany;
        }

        var text = MessageTexts.Write(message, settings, Markup.TelegramHtml);
        var answer = await PostAsync(settings, $"<b>{text.Title}</b>\n{text.Body}", isHtml: true, cancellationToken).ConfigureAwait(false);
        if (answer.Result != DeliveryResult.Refused || !answer.Answer.Contains("can't parse entities", StringComparison.OrdinalIgnoreCase))
        {
            return answer;
        }

        // The HTML of a template of one's own is wrong, or was cut. The text arrives all the same.
        var plain = MessageTexts.Write(message, settings, Markup.Plain);
        return await PostAsync(settings, $"{plain.Title}\n{plain.Body}", isHtml: false, cancellationToken).ConfigureAwait(false);
    }

    private Task<ChannelAnswer> PostAsync(JsonObject settings, string text, bool isHtml, CancellationToken cancellationToken)
    {
        var token = settings.Text(Token)!;
        var body = new JsonObject
        {
            ["chat_id"] = settings.Text(Chat),
            ["text"] = TextFit.Fit(text, Longest),
            ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
        };
        if (isHtml)
        {
            body["parse_mode"] = "HTML";
        }

        var url = new Uri($"{(settings.Text(Url) ?? PublicApi).TrimEnd('/')}/bot{token}/sendMessage");
        return requests.PostAsync(url, body, [token], Rules, authorization: null, cancellationToken);
    }

    [GeneratedRegex(@"\A[0-9]{1,20}:[A-Za-z0-9_-]{1,100}\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A(-?[0-9]{1,20}|@[A-Za-z0-9_]{1,64})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex ChatForm();
}
