using System.Net;
using System.Net.Sockets;
using System.Text;
using FlextMonitor.Hub.Mail;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Sends the requests of all channels: to allowed addresses only, without redirects, proxy and cookies, for 10 s at most, and longer if they bring a file along.</summary>
internal sealed class ChannelHttp : IDisposable
{
    private const int MostBytes = 64 * 1024;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    public ChannelHttp(IOptions<AlertOptions> options, TimeProvider time)
    {
        _time = time;
        _client = new HttpClient(CreateHandler(new TargetConnection(options.Value.AllowPrivateTargets))) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends a request once. Only cancellation throws.</summary>
    /// <param name="request">The request; its address was checked by <see cref="TargetUrl"/>.</param>
    /// <param name="secrets">Values that must not appear in the answer.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<ChannelAnswer> SendAsync(HttpRequestMessage request, IReadOnlyCollection<string> secrets, CancellationToken cancellationToken) =>
        SendAsync(request, secrets, AnswerRules.Http, cancellationToken);

    /// <summary>Sends a request once, and judges the answer by the rules of its service. Only cancellation throws.</summary>
    /// <param name="request">The request; its address was checked by <see cref="TargetUrl"/>.</param>
    /// <param name="secrets">Values that must not appear in the answer.</param>
    /// <param name="rules">How the answer is judged.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<ChannelAnswer> SendAsync(HttpRequestMessage request, IReadOnlyCollection<string> secrets, AnswerRules rules, CancellationToken cancellationToken)
    {
        var patience = Deadline + UploadTime.Of(request.Content?.Headers.ContentLength ?? 0);
        using var deadline = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return Judge(response, await ReadAsync(response, either.Token).ConfigureAwait(false), secrets, rules);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ChannelAnswer(DeliveryResult.Failed, $"The receiver did not answer within {patience.TotalSeconds:0} s.");
        }
        catch (HttpRequestException exception) when (exception.InnerException is TargetRefusedException refused)
        {
            return new ChannelAnswer(DeliveryResult.Refused, AnswerText.Clean(refused.Message, secrets));
        }
        catch (TargetRefusedException refused)
        {
            return new ChannelAnswer(DeliveryResult.Refused, AnswerText.Clean(refused.Message, secrets));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return new ChannelAnswer(DeliveryResult.Failed, AnswerText.Clean($"The receiver cannot be reached: {exception.Message}", secrets));
        }
    }

    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler CreateHandler(TargetConnection connection) => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        ConnectCallback = connection.OpenAsync,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        UseCookies = false,
        UseProxy = false,
    };

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var buffer = new byte[MostBytes];
            var count = await body.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(buffer, 0, count);
        }
    }

    private ChannelAnswer Judge(HttpResponseMessage response, string body, IReadOnlyCollection<string> secrets, AnswerRules rules)
    {
        var result = rules.Result((int)response.StatusCode) ?? ResultOf(response.StatusCode);
        var wait = result == DeliveryResult.Failed ? Limited(WaitOf(response) ?? rules.WaitOf(body)) : null;
        return new ChannelAnswer(result, AnswerText.Clean($"{(int)response.StatusCode} {body}", secrets), wait);
    }

    private static DeliveryResult ResultOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => DeliveryResult.Delivered,
        408 or 425 or 429 or >= 500 => DeliveryResult.Failed,
        _ => DeliveryResult.Refused,
    };

    private TimeSpan? WaitOf(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - _time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static TimeSpan? Limited(TimeSpan? wait) => wait > LongestWait ? LongestWait : wait;
}
