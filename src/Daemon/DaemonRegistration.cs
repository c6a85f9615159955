using FlextMonitor.Daemon.Figures;
using FlextMonitor.Daemon.Health;
using FlextMonitor.Daemon.Meltano;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Daemon.Samples;
using FlextMonitor.Daemon.Service;
using FlextMonitor.Hosting.Settings;
using FlextMonitor.Proto;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon;

/// <summary>Registers the daemon, which runs in a process of its own or embedded in another.</summary>
internal static class DaemonRegistration
{
    /// <summary>Adds all services. The application's configuration must be the daemon's own: unknown settings stop the start.</summary>
    public static WebApplicationBuilder AddDaemon(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddGrpc(grpc => grpc.Interceptors.Add<RunSourceFailures>());
        services.AddGrpcReflection();
        services.AddUnknownSettingsCheck(FrameworkSettings.Web("Logging"));
        AddFigures(services);
        services.AddSettings<SampleOptions>(SampleOptions.Section);
        services.AddMeltanoSettings();
        if (!services.TryAddMeltano(builder.Configuration))
        {
            AddSamples(services);
        }

        services.AddSingleton<HealthLog>();
        services.AddGrpcHealthChecks(checks => checks.Services.Map(FlextService.Descriptor.FullName, _ => true))
            .AddCheck<HostCheck>("host")
            .AddCheck<DiskCheck>("disk");
        services.AddSingleton<DaemonInfo>();
        services.AddSingleton<ConnectionCount>();
        services.AddOptions<KestrelServerOptions>().Configure<ConnectionCount>(ServeHttp2);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder;
    }

    /// <summary>Maps all endpoints.</summary>
    public static WebApplication MapDaemon(this WebApplication application)
    {
        // Created now instead of with the first call: the uptime counts from here.
        application.Services.GetRequiredService<DaemonInfo>();
        application.UseUnimplementedAnswers();
        application.MapGrpcService<DaemonService>();
        application.MapGrpcHealthChecksService();
        application.MapGrpcReflectionService();
        return application;
    }

    private static void AddFigures(IServiceCollection services)
    {
        services.AddSettings<HostFiguresOptions>(HostFiguresOptions.Section);
        services.AddSingleton<IValidateOptions<HostFiguresOptions>, HostFiguresOptions.Validation>();
        services.TryAddSingleton<IHostReader, ProcReader>();
        services.AddSingleton<HostSampler>();
        services.AddHostedService(provider => provider.GetRequiredService<HostSampler>());
    }

    private static void AddSamples(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<SampleOptions>, SampleOptions.Validation>();
        services.AddSingleton<SampleRuns>();
        services.AddSingleton<IRunSource>(provider => provider.GetRequiredService<SampleRuns>());
        services.AddHostedService<SampleClock>();
        services.AddHealthChecks().AddCheck<RunsCheck>("runs");
    }

    private static void ServeHttp2(KestrelServerOptions kestrel, ConnectionCount connections)
    {
        // Pings find callers that vanished without closing their connection; they would count as connected for ever.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.ConfigureEndpointDefaults(listen =>
        {
            // Without TLS there is no negotiation of the protocol: it must be HTTP/2 from the first byte.
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(connections.Count);
        });
    }
}
