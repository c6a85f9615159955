using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Testing;

/// <summary>A real gRPC server on loopback with answers that the test sets. It can stop and restart on the same port.</summary>
public sealed class ScriptedDaemon : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private readonly ConcurrentDictionary<string, (int Now, int Most)> _underWay = new();
    private readonly string _service;
    private readonly Action<HttpsConnectionAdapterOptions>? _tls;
    private WebApplication? _application;

    private ScriptedDaemon(string service, DaemonScript script, Action<HttpsConnectionAdapterOptions>? tls)
    {
        _service = service;
        _tls = tls;
        Script = script;
    }

    /// <summary>Its answers; may be changed while it runs.</summary>
    public DaemonScript Script { get; }

    /// <summary>The port; stays the same after <see cref="StopAsync"/> and <see cref="StartAsync()"/>.</summary>
    public int Port { get; private set; }

    /// <summary>The address in the format of the settings.</summary>
    public string Address => $"{(_tls is null ? "http" : "https")}://127.0.0.1:{Port}";

    /// <summary>Starts a daemon on a free port, under one of the full service names that daemons use; with TLS if its options are given.</summary>
    public static async Task<ScriptedDaemon> StartAsync(
        DaemonScript? script = null, string service = "flext.FlextService", Action<HttpsConnectionAdapterOptions>? tls = null)
    {
        var daemon = new ScriptedDaemon(service, script ?? new DaemonScript(), tls);
        await daemon.StartAsync();
        return daemon;
    }

    /// <summary>How often a method was called, by its name.</summary>
    public int CallsOf(string method) => _calls.GetValueOrDefault(method);

    /// <summary>The most calls of a method that were ever in progress at once.</summary>
    public int MostAtOnce(string method) => _underWay.GetValueOrDefault(method).Most;

    /// <summary>Restarts it on the same port.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (_tls is not null)
                {
                    listen.UseHttps(_tls);
                }
            }));
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxSendMessageSize = null;
            grpc.EnableDetailedErrors = false;
        });
        builder.Services.AddSingleton(Script);
        var application = builder.Build();
        application.Use(ServeAsync);
        application.UseRouting();
        application.MapGrpcService<ScriptedService>();
        await application.StartAsync();

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Port = new Uri(addresses.Single()).Port;
        _application = application;
    }

    /// <summary>Closes the port and every connection.</summary>
    public async Task StopAsync()
    {
        if (_application is { } application)
        {
            _application = null;
            using var atOnce = new CancellationTokenSource();
            await atOnce.CancelAsync();
            await application.StopAsync(atOnce.Token);
            await application.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value!;
        if (!path.StartsWith($"/{_service}/", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var method = path[(path.LastIndexOf('/') + 1)..];
        _calls.AddOrUpdate(method, 1, (_, count) => count + 1);
        _underWay.AddOrUpdate(method, (1, 1), (_, calls) => (calls.Now + 1, Math.Max(calls.Most, calls.Now + 1)));
        try
        {
            context.Request.Path = $"/flext.FlextService/{method}";
            await (Script.RawAnswers.TryGetValue(method, out var answer) ? AnswerAsync(context.Response, answer) : next(context));
        }
        finally
        {
            _underWay.AddOrUpdate(method, (0, 0), (_, calls) => (calls.Now - 1, calls.Most));
        }
    }

    // One message in gRPC's framing: an uncompressed flag and four bytes of length.
    private static async Task AnswerAsync(HttpResponse response, byte[] message)
    {
        var prefix = new byte[5];
        BinaryPrimitives.WriteInt32BigEndian(prefix.AsSpan(1), message.Length);
        response.ContentType = "application/grpc";
        await response.Body.WriteAsync(prefix);
        await response.Body.WriteAsync(message);
        response.AppendTrailer("grpc-status", "0");
    }
}
