using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Storage;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;

namespace FlextMonitor.Hub.Alerts.Push;

/// <summary>Sends an encrypted message to one browser by its push service.</summary>
internal sealed class PushSender(ChannelHttp http)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Sends a message once. Only cancellation throws.</summary>
    /// <param name="subscription">The browser.</param>
    /// <param name="keys">The monitor's keys.</param>
    /// <param name="subject">Whom a push service may turn to: an address of https or mailto.</param>
    /// <param name="content">The message, at most 3,900 bytes in UTF-8.</param>
    /// <param name="isUrgent">Whether a device that saves power is to be woken.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<PushOutcome> SendAsync(PushSubscriptionRow subscription, PushKeyPair keys, string subject, string content, bool isUrgent, CancellationToken cancellationToken)
    {
        using var authentication = new VapidAuthentication(keys.PublicKey, keys.PrivateKey) { Subject = subject };
        using var handler = new ForwardingHandler(http, authentication, [.. ChannelRequests.SecretsOf(new Uri(subscription.Endpoint)), subscription.Auth, subscription.P256dh]);
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var browser = new PushSubscription { Endpoint = subscription.Endpoint };
        browser.SetKey(PushEncryptionKeyName.P256DH, subscription.P256dh);
        browser.SetKey(PushEncryptionKeyName.Auth, subscription.Auth);
        var message = new PushMessage(content) { TimeToLive = (int)Kept.TotalSeconds, Urgency = isUrgent ? PushMessageUrgency.High : PushMessageUrgency.Normal };
        try
        {
            await new PushServiceClient(client) { AutoRetryAfter = false }.RequestPushMessageDeliveryAsync(browser, message, authentication, cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException)
        {
            return new PushOutcome(new ChannelAnswer(DeliveryResult.Refused, "The keys of a browser cannot be used."), IsGone: true);
        }

        return handler.Outcome;
    }

    /// <summary>Sends the request, which the client has encrypted and signed, as those of all channels are sent: to allowed addresses only.</summary>
    private sealed class ForwardingHandler(ChannelHttp http, VapidAuthentication authentication, IReadOnlyCollection<string> secrets) : HttpMessageHandler
    {
        public PushOutcome Outcome { get; private set; } = new(new ChannelAnswer(DeliveryResult.Failed, "Nothing was sent."), IsGone: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var forwarded = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)) };
            foreach (var (name, values) in request.Headers)
            {
                forwarded.Headers.TryAddWithoutValidation(name, values);
            }

            foreach (var (name, values) in request.Content.Headers.Where(header => header.Key != "Content-Length"))
            {
                forwarded.Content.Headers.TryAddWithoutValidation(name, values);
            }

            // The client leaves the port out of the audience, which is an origin (RFC 8292, section 2).
            var audience = request.RequestUri!.GetLeftPart(UriPartial.Authority);
            forwarded.Headers.Authorization = new AuthenticationHeaderValue("vapid", authentication.GetVapidSchemeAuthenticationHeaderValueParameter(audience));

            var isGone = false;
            var rules = new AnswerRules
            {
                Result = status =>
                {
                    isGone = status is StatusOf.NotFound or StatusOf.Gone;
                    return null;
                },
            };
            Outcome = new PushOutcome(await http.SendAsync(forwarded, secrets, rules, cancellationToken).ConfigureAwait(false), isGone);

            // The client would throw at another status.
            return new HttpResponseMessage(HttpStatusCode.Created) { RequestMessage = request };
        }

        private static class StatusOf
        {
            public const int NotFound = (int)HttpStatusCode.NotFound;
            public const int Gone = (int)HttpStatusCode.Gone;
        }
    }
}
