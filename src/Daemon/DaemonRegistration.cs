using FlextMonitor.Daemon.Figures;
using FlextMonitor.Daemon.Health;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Daemon.Samples;
using FlextMonitor.Daemon.Service;
using FlextMonitor.Proto;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon;

/// <summary>What makes an application a daemon, alone or embedded.</summary>
internal static class DaemonRegistration
{
    /// <summary>All of its parts.</summary>
    public static WebApplicationBuilder AddDaemon(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddGrpc();
        services.AddGrpcReflection();
        AddKnownKeys<SampleOptions>(services, "Daemon", ["Host", "Samples"]);
        AddFigures(services);
        AddSamples(services);
        services.AddSingleton<HealthLog>();
        services.AddGrpcHealthChecks(checks => checks.Services.Map(FlextService.Descriptor.FullName, _ => true))
            .AddCheck<RunsCheck>("runs")
            .AddCheck<HostCheck>("host")
            .AddCheck<DiskCheck>("disk");
        services.AddSingleton<DaemonInfo>();
        services.AddSingleton<ConnectionCount>();
        services.AddOptions<KestrelServerOptions>().Configure<ConnectionCount>(ServeHttp2);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder;
    }

    /// <summary>All of its endpoints.</summary>
    public static WebApplication MapDaemon(this WebApplication application)
    {
        // Made now, not at the first call: its uptime counts from here.
        application.Services.GetRequiredService<DaemonInfo>();
        application.MapGrpcService<DaemonService>();
        application.MapGrpcHealthChecksService();
        application.MapGrpcReflectionService();
        return application;
    }

    private static void AddFigures(IServiceCollection services)
    {
        AddSettings<HostFiguresOptions, HostFiguresOptions.Validation>(services, HostFiguresOptions.Section);
        services.TryAddSingleton<IHostReader, ProcReader>();
        services.AddSingleton<HostSampler>();
        services.AddHostedService(provider => provider.GetRequiredService<HostSampler>());
    }

    private static void AddSamples(IServiceCollection services)
    {
        AddSettings<SampleOptions, SampleOptions.Validation>(services, SampleOptions.Section);
        services.AddSingleton<SampleRuns>();
        services.AddSingleton<IRunSource>(provider => provider.GetRequiredService<SampleRuns>());
        services.AddHostedService<SampleClock>();
    }

    private static void AddSettings<TOptions, TValidation>(IServiceCollection services, string section)
        where TOptions : class
        where TValidation : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidation>();
        AddKnownKeys<TOptions>(services, section, [.. typeof(TOptions).GetProperties().Select(property => property.Name)]);
    }

    private static void AddKnownKeys<TOptions>(IServiceCollection services, string section, string[] keys)
        where TOptions : class =>
        services.AddSingleton<IValidateOptions<TOptions>>(provider => new UnknownKeys<TOptions>(provider.GetRequiredService<IConfiguration>(), section, keys));

    private static void ServeHttp2(KestrelServerOptions kestrel, ConnectionCount connections)
    {
        // A caller that vanished without a word is noticed by a ping, or it would count as connected for ever.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.ConfigureEndpointDefaults(listen =>
        {
            // Without TLS nothing negotiates the protocol: it must be HTTP/2 from the first byte.
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(connections.Count);
        });
    }
}
