using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>
/// A proxy as nginx is by default, apart from <c>Host</c>, which it keeps: it passes no upgrade to WebSockets, and holds an answer
/// back until it is whole, so that a stream of events never arrives.
/// </summary>
internal sealed class BufferingProxy : IAsyncDisposable
{
    /// <summary>Headers of one connection only (RFC 9110, 7.6.1), and those that the forwarding sets itself.</summary>
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Upgrade", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Content-Type",
        "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Extensions",
    };

    private readonly HttpClient _client;
    private readonly WebApplication _app;

    private BufferingProxy(string target, string path)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(target) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Map(path, below => below.Run(ForwardAsync));
    }

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>Starts one before a host.</summary>
    /// <param name="target">The host's address.</param>
    /// <param name="path">The path below which it serves the host; it takes this path off every request.</param>
    public static async Task<BufferingProxy> StartAsync(string target, string path = "")
    {
        var proxy = new BufferingProxy(target, path);
        await proxy._app.StartAsync().DefaultTimeout();
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        try
        {
            using var request = RequestFor(context.Request);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
            await AnswerAsync(context.Response, answer, body);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser no longer waits for the answer.
        }
    }

    private static HttpRequestMessage RequestFor(HttpRequest from)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), $"{from.Path}{from.QueryString}");
        if (from.ContentLength is not null || from.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(from.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", from.ContentType);
            request.Content.Headers.ContentLength = from.ContentLength;
        }

        foreach (var (name, values) in from.Headers.Where(header => !Dropped.Contains(header.Key)))
        {
            request.Headers.TryAddWithoutValidation(name, [.. values]);
        }

        return request;
    }

    private static async Task AnswerAsync(HttpResponse to, HttpResponseMessage answer, byte[] body)
    {
        to.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !Dropped.Contains(header.Key)))
        {
            to.Headers[name] = values.ToArray();
        }

        to.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (body.Length > 0)
        {
            to.ContentLength = body.Length;
            await to.Body.WriteAsync(body);
        }
    }
}
