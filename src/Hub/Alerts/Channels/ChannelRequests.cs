using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Sends JSON to a service at the rate that it takes.</summary>
internal sealed class ChannelRequests(ChannelHttp http, ChannelRates rates)
{
    private const int ShortestSecret = 8;

    // What is sent is no part of a page, and a service's limit counts bytes.
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a receiver takes further messages now; the answer to give if it does not.</summary>
    public ChannelAnswer? Refuse(string service, string receiver, Rate rate, int count = 1) => rates.WaitFor($"{service} {receiver}", rate, count) is { } wait
        ? new ChannelAnswer(DeliveryResult.Failed, $"Not sent yet: {service} takes {rate}.", wait)
        : null;

    /// <summary>Posts a body once. Only cancellation throws.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="body">The body.</param>
    /// <param name="secrets">Values that must not appear in the answer.</param>
    /// <param name="rules">How the answer is judged.</param>
    /// <param name="authorization">The header <c>Authorization</c>; none if it is null.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<ChannelAnswer> PostAsync(
        Uri url, JsonObject body, IReadOnlyCollection<string> secrets, AnswerRules rules, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body.ToJsonString(Format), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = authorization;
        return await http.SendAsync(request, secrets, rules, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What of an address must not appear in an answer: everybody who knows its path may send there.</summary>
    public static IReadOnlyCollection<string> SecretsOf(Uri url) =>
        [url.AbsoluteUri, url.PathAndQuery.TrimStart('/'), .. url.PathAndQuery.Split('/', '?', '&', '=').Where(part => part.Length >= ShortestSecret)];
}
