using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Testing;

/// <summary>A real HTTP server on loopback that records what it is sent and answers as a test says.</summary>
public sealed class RecordingReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ReceivedRequest> _received = Channel.CreateUnbounded<ReceivedRequest>();

    private RecordingReceiver(WebApplication app) => _app = app;

    /// <summary>Its address, which ends with the port.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>How many requests were received and not yet read.</summary>
    public int Count => _received.Reader.Count;

    /// <summary>Starts it on a free port.</summary>
    public static async Task<RecordingReceiver> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new RecordingReceiver(builder.Build());
        receiver._app.Run(async context =>
        {
            await receiver.RecordAsync(context.Request);
            await answer(context);
        });
        await receiver._app.StartAsync().DefaultTimeout();
        return receiver;
    }

    /// <summary>The oldest request that was not yet read.</summary>
    public Task<ReceivedRequest> NextAsync() => _received.Reader.ReadAsync().AsTask().DefaultTimeout();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().DefaultTimeout();
        await _app.DisposeAsync();
    }

    private async Task RecordAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _received.Writer.TryWrite(new ReceivedRequest(request.Method, request.Path, headers, Encoding.UTF8.GetString(body.ToArray())) { Bytes = body.ToArray() });
    }
}
