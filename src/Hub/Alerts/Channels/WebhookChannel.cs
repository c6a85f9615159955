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
    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings)
    {
        var failures = new Dictionary<string, string[]>();
        if (!TargetUrl.TryRead(TextOf(settings, Url), out _))
        {
            failures[Url] = [$"{Url} {TargetUrl.Allowed}"];
        }

        if (TextOf(settings, Secret) is not { Length: > 0 and <= LongestSecret })
        {
            failures[Secret] = [$"{Secret} must be a text of 1 to {LongestSecret} characters"];
        }

        return failures;
    }

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var secret = TextOf(settings, Secret)!;
        var body = WebhookBody.Write(message);
        using var request = new HttpRequestMessage(HttpMethod.Post, TextOf(settings, Url)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Create(secret, time.GetUtcNow(), body));
        request.Headers.Add("Idempotency-Key", message.Id);
        return await http.SendAsync(request, [secret], cancellationToken).ConfigureAwait(false);
    }

    private static string? TextOf(JsonObject settings, string name) =>
        settings[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
