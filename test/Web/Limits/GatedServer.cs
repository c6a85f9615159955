using FlextMonitor.Hub.Access.Proxies;
using FlextMonitor.Web.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Limits;

/// <summary>A real server with the limits of connections alone, and a clock that the test moves.</summary>
internal sealed class GatedServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private GatedServer(WebApplication application) => _application = application;

    public FakeTimeProvider Time { get; private init; } = null!;

    public string Address => _application.Urls.Single();

    public ConnectionGate Gate => _application.Services.GetRequiredService<ConnectionGate>();

    public static async Task<GatedServer> StartAsync(params (string Key, string Value)[] settings)
    {
        var time = new FakeTimeProvider();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time).AddRoutingCore().AddProblemDetails().AddProxies().AddLimits();
        var application = builder.Build();
        application.UseConnectionLimits();
        application.Run(context => context.Response.WriteAsync("hello"));
        await application.StartAsync();
        return new GatedServer(application) { Time = time };
    }

    /// <summary>Lets time pass, and then the sweep that is due.</summary>
    public void Pass(TimeSpan time)
    {
        Time.Advance(time);
        _application.Services.GetServices<IHostedService>().OfType<SilentConnections>().Single().Sweep();
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
