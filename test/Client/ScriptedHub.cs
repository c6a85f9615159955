using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Client.Tests;

/// <summary>A real server that says what a test tells it to, by the contract. It can stop, and start again on the same port.</summary>
internal sealed class ScriptedHub : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpRequest, Task<IResult>>> _answers = new();
    private WebApplication? _application;
    private int _connected;

    private ScriptedHub()
    {
    }

    /// <summary>Where it listens; kept over <see cref="StopAsync"/>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>What every new connection is sent.</summary>
    public IReadOnlyList<SourceMessage> FirstState { get; set; } = [Messages.Status(), Messages.Stats(), Messages.Heartbeat()];

    /// <summary>Which bearer tokens it lets in.</summary>
    public Predicate<string?> Accepts { get; set; } = _ => true;

    /// <summary>The proxy before it.</summary>
    public ScriptedProxy Proxy { get; set; }

    /// <summary>Refuses every connection, and asks to wait for so many seconds; null: it refuses none.</summary>
    public int? RefusesForSeconds { get; set; }

    /// <summary>What it sends before it closes every new connection; null: it closes none.</summary>
    public Closing? ClosesWith { get; set; }

    /// <summary>Completes when it tells its time.</summary>
    public Task TellsClock { get; set; } = Task.CompletedTask;

    /// <summary>Whether it does not tell its time.</summary>
    public bool HidesClock { get; set; }

    /// <summary>How often it was asked for its time, and did not tell it.</summary>
    public int HiddenClocks { get; set; }

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>How many connections were opened.</summary>
    public int Opened => OverWebSockets.Count;

    /// <summary>How many requests its proxy has taken and not answered.</summary>
    public int Swallowed { get; private set; }

    /// <summary>How many connections there are.</summary>
    public int Connected => Volatile.Read(ref _connected);

    /// <summary>How many calls were made that it does not answer.</summary>
    public int Hanging { get; set; }

    /// <summary>Completes when a log is read to its end, or is not read any more.</summary>
    public TaskCompletionSource LogEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The token of every request that had one, in order.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    /// <summary>Whether each connection was opened over a WebSocket, in order.</summary>
    public ConcurrentQueue<bool> OverWebSockets { get; } = new();

    public static async Task<ScriptedHub> StartAsync(Action<ScriptedHub>? script = null)
    {
        var hub = new ScriptedHub();
        script?.Invoke(hub);
        await hub.StartAsync();
        return hub;
    }

    /// <summary>Sets the answer to a request, such as <c>GET /api/runs</c>.</summary>
    public void Answer(string request, Func<HttpRequest, Task<IResult>> answer) => _answers[request] = answer;

    /// <summary>Sends a message to everybody who is connected.</summary>
    public Task SendAsync(SourceMessage message) => SendAsync(MessageDescriptors.Of(message).Method!, message);

    /// <summary>Sends any argument to everybody who is connected.</summary>
    public Task SendAsync(string method, object argument) =>
        _application!.Services.GetRequiredService<IHubContext<ScriptedDashboard>>().Clients.All.SendAsync(method, argument).DefaultTimeout();

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Address.Port));
        builder.Services.AddSignalR().AddJsonProtocol(json => WireFormat.ConfigureJson(json.PayloadSerializerOptions));
        builder.Services.AddSingleton(this);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        _application = builder.Build();
        _application.Use(GuardAsync);
        _application.UseWebSockets();
        _application.UseRouting();
        _application.MapHub<ScriptedDashboard>(Routes.DashboardHub);
        _application.MapFallback(AnswerAsync);
        await _application.StartAsync();
        Address = new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async Task StopAsync()
    {
        if (_application is { } application)
        {
            _application = null;
            await application.StopAsync().DefaultTimeout();
            await application.DisposeAsync().AsTask().DefaultTimeout();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    internal void Count(int change) => Interlocked.Add(ref _connected, change);

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var token = context.Request.Headers.Authorization.ToString() is { Length: > 7 } header ? header[7..] : context.Request.Query["access_token"].ToString();
        if (token.Length > 0)
        {
            Tokens.Enqueue(token);
        }

        if (!Accepts(token))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (RefusesForSeconds is { } seconds)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        else
        {
            await PassProxyAsync(context, next);
        }
    }

    private async Task PassProxyAsync(HttpContext context, RequestDelegate next)
    {
        var isUpgrade = context.Request.Headers.Upgrade.Count > 0;
        var isEventStream = context.Request.Headers.Accept.Contains("text/event-stream");
        switch (Proxy)
        {
            case ScriptedProxy.RefusesUpgrades when isUpgrade:
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
                break;
            case ScriptedProxy.SwallowsUpgrades or ScriptedProxy.SwallowsUpgradesAndEvents when isUpgrade:
            case ScriptedProxy.SwallowsUpgradesAndEvents when isEventStream:
                Swallowed++;
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case ScriptedProxy.StripsUpgrades when isUpgrade:
                context.Features.Set<IHttpUpgradeFeature>(null);
                context.Request.Headers.Upgrade = default;
                context.Request.Headers.Connection = default;
                await next(context);
                break;
            default:
                await next(context);
                break;
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var answer = _answers.TryGetValue($"{context.Request.Method} {context.Request.Path}", out var found) ? await found(context.Request) : Results.NotFound();
        await answer.ExecuteAsync(context);
    }
}
