using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Sends messages as signed JSON to an address of the user's own.</summary>
internal sealed class WebhookChannel(ChannelHttp http, TimeProvider time) : IAlertChannel
{
    private const string Url = "url";
    private const string Secret = "secret";
    private const int LongestSecret = 200;

    /// <inheritdoc/>
    public string Kind => "webhook";

    /// <inheritdoc/>
    public IReadOnlySet<string> Secrets { get; } = new HashSet<string> { Secret };

    /// <inheritdoc/>
    public bool AttachesReports => true;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings) => new SettingsCheck(settings).Url(Url).Text(Secret, LongestSecret).Finish(hasTexts: false);

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var secret = settings.Text(Secret)!;
        var body = WebhookBody.Write(message);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Text(Url)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Create(secret, time.GetUtcNow(), body));
        request.Headers.Add("Idempotency-Key", message.Id);
        return await http.SendAsync(request, [secret], cancellationToken).ConfigureAwait(false);
    }
}
