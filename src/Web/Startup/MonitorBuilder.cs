using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Web.Startup;

/// <summary>Creates the builder of the monitor's host.</summary>
internal static class MonitorBuilder
{
    private const string DefaultUrl = "http://localhost:5000";

    /// <summary>
    /// Together with the time that the hub takes to close its subscribers' connections, the process ends within 10 s of SIGTERM. Container engines wait
    /// that long before they kill it.
    /// </summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The fewest threads of the pool before it grows slowly. SQLite answers on the thread that asks, and the first queries of a process are compiled on it: with a thread for each of two processors,
    /// live figures would wait for both.
    /// </summary>
    private const int LeastThreads = 8;

    /// <summary>The builder, with the product's default address. It reads no settings if the command line asks for help only.</summary>
    /// <exception cref="StartException">The command line holds something else than settings.</exception>
    public static WebApplicationBuilder Create(string[] args)
    {
        CommandLineCheck.Validate(args);
        if (ProgramInfo.IsRequested(args))
        {
            return WebApplication.CreateEmptyBuilder(new());
        }

        ThreadPool.GetMinThreads(out var threads, out var ports);
        ThreadPool.SetMinThreads(Math.Max(threads, LeastThreads), ports);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = SettingsFiles.WithoutWatching(args), ContentRootPath = ContentRoot.Find(args) });
        if (!HasAddress(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        return builder;
    }

    private static bool HasAddress(ConfigurationManager configuration) =>
        !string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpPortsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpsPortsKey])
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
