using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>ntfy, its public server or one of your own.</summary>
internal sealed partial class NtfyChannel(ChannelRequests requests) : IAlertChannel
{
    private const string Service = "ntfy";
    private const string Url = "url";
    private const string Topic = "topic";
    private const string Token = "token";
    private const string PublicServer = "https://ntfy.sh";
    private const int MostBytes = 4096;
    private const int LongestToken = 200;

    private static readonly Rate Rate = new(60, TimeSpan.FromMinutes(5));

    /// <inheritdoc/>
    public string Kind => "ntfy";

    /// <inheritdoc/>
    public IReadOnlySet<string> Secrets { get; } = new HashSet<string> { Token };

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings) => new SettingsCheck(settings)
        .Url(Url, required: false)
        .Text(Topic, TopicForm().IsMatch, "must be a topic of 1 to 64 of a-z A-Z 0-9 - _")
        .Text(Token, LongestToken, required: false)
        .Finish();

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var url = new Uri(settings.Text(Url) ?? PublicServer);
        var topic = settings.Text(Topic)!;
        if (requests.Refuse(Service, $"{url} {topic}", Rate) is { } tooFast)
        {
            return tooFast;
        }

        var token = settings.Text(Token);
        var text = MessageTexts.Write(message, settings, Markup.Plain);
        var body = new JsonObject
        {
            ["topic"] = topic,
            ["title"] = text.Title,
            ["message"] = TextFit.FitBytes(text.Body, MostBytes),
            ["priority"] = PriorityOf(message),
            ["click"] = message.Link.AbsoluteUri,
        };
        var authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await requests.PostAsync(url, body, token is null ? [] : [token], AnswerRules.Http, authorization, cancellationToken).ConfigureAwait(false);
    }

    private static int PriorityOf(AlertMessage message) => MessageTones.Of(message) switch
    {
        MessageTone.Bad => 5,
        MessageTone.Warning => 4,
        _ => 3,
    };

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex TopicForm();
}
