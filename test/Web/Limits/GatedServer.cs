using System.Net;
using FlextMonitor.Hub.Access.Proxies;
using FlextMonitor.Web.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Limits;

/// <summary>A real server with the limits of connections alone, and a clock that the test moves.</summary>
internal sealed class GatedServer : IAsyncDisposable
{
    /// <summary>The path of an answer that does not end.</summary>
    public const string Endless = "/endless";

    private const string Hello = "hello";

    private readonly WebApplication _application;

    private GatedServer(WebApplication application) => _application = application;

    public FakeTimeProvider Time { get; private init; } = null!;

    public string Address => _application.Urls.Single();

    public ConnectionGate Gate => _application.Services.GetRequiredService<ConnectionGate>();

    public static Task<GatedServer> StartAsync(params (string Key, string Value)[] settings) => StartAsync(HttpProtocols.Http1, settings);

    public static async Task<GatedServer> StartAsync(HttpProtocols protocols, params (string Key, string Value)[] settings)
    {
        var time = new FakeTimeProvider();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.WebHost.UseKestrel();
        builder.Services.AddSingleton<TimeProvider>(time).AddRoutingCore().AddProblemDetails().AddProxies().AddLimits();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = protocols));
        var application = builder.Build();
        application.UseConnectionLimits();
        application.Run(AnswerAsync);
        await application.StartAsync();
        return new GatedServer(application) { Time = time };
    }

    /// <summary>Answers at once, or while the caller keeps the connection: then the beginning of an endless answer.</summary>
    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == Endless)
        {
            await context.Response.WriteAsync("hello");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.ContentLength = Hello.Length;
        await context.Response.WriteAsync(Hello);
    }

    /// <summary>Lets time pass, and then the sweep that is due.</summary>
    public void Pass(TimeSpan time)
    {
        Time.Advance(time);
        _application.Services.GetServices<IHostedService>().OfType<SilentConnections>().Single().Sweep();
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
