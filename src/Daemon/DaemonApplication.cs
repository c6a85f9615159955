using FlextMonitor.Daemon.Embedding;
using FlextMonitor.Hosting.Programs;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon;

/// <summary>Builds the daemon as an application. The caller starts, stops and disposes of it.</summary>
public static class DaemonApplication
{
    // Any other source of settings overrides these. Loopback only: listening on other addresses is a decision of the person who starts the daemon.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["urls"] = "http://localhost:50051",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Grpc"] = "Warning",
        // StartFailure explains a failed start; a background service that ends the host is logged as critical.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        // Logs the same failure with every call; Health.HealthLog logs it once.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
    };

    /// <summary>
    /// A daemon in a process of its own. It listens on <c>--urls</c> or <c>ASPNETCORE_URLS</c>, by default on <c>http://localhost:50051</c>:
    /// HTTP/2 only, without TLS for <c>http://</c> (with prior knowledge, as gRPC does; there is no <c>Upgrade</c>).
    /// </summary>
    /// <param name="args">The command line; <c>--key value</c> sets any setting.</param>
    /// <exception cref="StartException">An argument is not a setting, or a setting has no value.</exception>
    /// <exception cref="OptionsValidationException">A setting is wrong; each failure names the key, its value and what is allowed.</exception>
    public static WebApplication Create(params string[] args)
    {
        var application = CreateBuilder(args).Build();

        // Before the start: there the host would log the stack before anybody can explain the failure in one line.
        application.Services.GetRequiredService<IStartupValidator>().Validate();
        return application.MapDaemonOfItsOwn();
    }

    /// <summary>The builder of <see cref="Create"/>. It reads no settings if the command line asks for help only.</summary>
    internal static WebApplicationBuilder CreateBuilder(string[] args)
    {
        CommandLineCheck.Validate(args);
        var builder = ProgramInfo.IsRequested(args) ? WebApplication.CreateEmptyBuilder(new()) : WebApplication.CreateSlimBuilder(SettingsFiles.WithoutWatching(args));
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.AddDaemon().Services.AddCallers().AddHostedService<DaemonAnnouncement>();
        return builder;
    }

    /// <summary>
    /// A daemon inside another host's process. It listens only on a Unix domain socket, ignores the process's settings for addresses, and does not
    /// react to its signals. Prefer <see cref="EmbeddedDaemonExtensions.AddEmbeddedDaemon"/>, which also prepares and removes the socket.
    /// </summary>
    /// <param name="socketPath">The socket's file. Its folder must exist and the file must not.</param>
    /// <param name="configuration">The configuration whose sections <c>Daemon</c> and <c>Meltano</c> are read; without it the defaults apply.</param>
    /// <param name="loggerFactory">Receives its log; without it nothing is logged.</param>
    /// <param name="time">Its clock; the system's by default.</param>
    /// <param name="environment">The name of its environment; <c>Production</c> by default.</param>
    public static WebApplication CreateEmbedded(
        string socketPath,
        IConfiguration? configuration = null,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? time = null,
        string? environment = null) => CreateEmbedded(socketPath, configuration, loggerFactory, time, environment, static _ => { });

    /// <summary>As the public overload, for a test that replaces services.</summary>
    internal static WebApplication CreateEmbedded(
        string socketPath,
        IConfiguration? configuration,
        ILoggerFactory? loggerFactory,
        TimeProvider? time,
        string? environment,
        Action<IServiceCollection> replace)
    {
        // The empty builder reads neither environment variables nor the command line: both belong to the host.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment ?? Environments.Production });
        foreach (var (key, value) in EmbeddedSettings.Of(configuration))
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

        // After AddDaemon: an endpoint takes the defaults that are set when it is added.
        builder.AddDaemon().WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socketPath));
        replace(builder.Services);
        return builder.Build().MapDaemon();
    }
}
