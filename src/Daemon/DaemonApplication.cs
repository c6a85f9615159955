using FlextMonitor.Daemon.Embedding;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon;

/// <summary>A daemon as an application: built here, started and stopped by whoever asked for it.</summary>
public static class DaemonApplication
{
    // What the ordinary configuration may override. Loopback only: who wants to be reached from elsewhere must say so.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["urls"] = "http://localhost:50051",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Grpc"] = "Warning",
        // A failed start is told by StartFailure; a background service that ends the host is told as critical.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        // Says the same again with every call; Health.HealthLog says it once.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
    };

    /// <summary>
    /// One that runs alone, on <c>--urls</c> or <c>ASPNETCORE_URLS</c>, without either on <c>http://localhost:50051</c>:
    /// HTTP/2 only, without TLS for <c>http://</c> (no <c>Upgrade</c>: prior knowledge, as gRPC has it).
    /// </summary>
    /// <param name="args">The command line; <c>--key value</c> sets any setting.</param>
    /// <exception cref="OptionsValidationException">
    /// A setting cannot be; its failures name the key, what it holds and what it may hold.
    /// </exception>
    public static WebApplication Create(params string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.WebHost.UseKestrelHttpsConfiguration();
        var application = builder.AddDaemon().Build();

        // Now, and not at the start, where the host would log the stack before anybody can say it in one line.
        application.Services.GetRequiredService<IStartupValidator>().Validate();
        return application.MapDaemon();
    }

    /// <summary>
    /// One that a host process embeds: it listens on a Unix domain socket alone, and neither reads the process' settings for
    /// addresses nor reacts to its signals. Prefer <see cref="EmbeddedDaemonExtensions.AddEmbeddedDaemon"/>, which also
    /// prepares and removes the socket.
    /// </summary>
    /// <param name="socketPath">The socket's file; its folder must exist, and no file of that name.</param>
    /// <param name="configuration">Where the section <c>Daemon</c> is looked up; without it the defaults hold.</param>
    /// <param name="loggerFactory">Where its log goes; without it nowhere.</param>
    /// <param name="time">Its clock; without it the system's.</param>
    /// <param name="environment">What it says its environment is; without it <c>Production</c>.</param>
    public static WebApplication CreateEmbedded(
        string socketPath,
        IConfiguration? configuration = null,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? time = null,
        string? environment = null) => CreateEmbedded(socketPath, configuration, loggerFactory, time, environment, static _ => { });

    /// <summary>As the public one, for a test that exchanges parts.</summary>
    internal static WebApplication CreateEmbedded(
        string socketPath,
        IConfiguration? configuration,
        ILoggerFactory? loggerFactory,
        TimeProvider? time,
        string? environment,
        Action<IServiceCollection> exchange)
    {
        // The empty builder reads no environment variable and no command line: both are the host's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment ?? Environments.Production });
        foreach (var (key, value) in configuration?.GetSection("Daemon").AsEnumerable() ?? [])
        {
            builder.Configuration[key] = value;
        }

        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, HostedElsewhere>());
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        if (loggerFactory is not null)
        {
            builder.Logging.AddProvider(new ForwardedLogging(loggerFactory)).AddForwardedFilters();
        }

        // After AddDaemon: an endpoint takes the defaults that stand when it is made.
        builder.AddDaemon().WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socketPath));
        exchange(builder.Services);
        return builder.Build().MapDaemon();
    }
}
