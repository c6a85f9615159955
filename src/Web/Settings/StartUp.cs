using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Settings;

/// <summary>Starts the host, and says in one line why it cannot.</summary>
internal static class StartUp
{
    private const string DefaultUrl = "http://localhost:5000";

    /// <summary>With what the hub takes before to let its subscribers go, the process is gone within 10 s of SIGTERM, which is what container engines wait.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(2);

    /// <summary>Builds, starts and runs the host until it is told to stop.</summary>
    /// <returns>The exit code: 0, also where it was told to stop before it had started, or 1 where a setting or this machine does not let it start.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> use)
    {
        string? urls = null;
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(args) });
            if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]) && !HasPorts(builder.Configuration))
            {
                builder.WebHost.UseUrls(DefaultUrl);
            }

            urls = builder.Configuration[WebHostDefaults.ServerUrlsKey];
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
            add(builder);
            await using var application = builder.Build();
            use(application);

            // Now, not at the start, where the host would log the stack before anybody can say it in one line.
            application.Services.GetRequiredService<IStartupValidator>().Validate();
            if (await StartAsync(application))
            {
                await application.WaitForShutdownAsync();
            }
            else
            {
                await Console.Out.WriteLineAsync("FlextMonitor was told to stop before it had started");
            }

            return 0;
        }
        catch (Exception exception) when (StartFailure.Explain(exception, urls) is { } explanation)
        {
            await Console.Error.WriteLineAsync($"FlextMonitor cannot start: {explanation}");
            return 1;
        }
    }

    /// <returns>Whether it has started; false where it was told to stop meanwhile.</returns>
    private static async Task<bool> StartAsync(WebApplication application)
    {
        // Made first: a host whose services cannot be made must not be told to stop.
        _ = application.Services.GetServices<IHostedService>().Count();
        try
        {
            await application.StartAsync();
            return true;
        }
        catch (OperationCanceledException) when (application.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await application.StopAsync();
            return false;
        }
        catch
        {
            // What has started already would otherwise be taken apart while it works.
            await application.StopAsync();
            throw;
        }
    }

    private static bool HasPorts(ConfigurationManager configuration) =>
        !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpPortsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpsPortsKey])
        || configuration.GetSection("Kestrel:Endpoints").Exists();

    /// <summary>Where the page is: where the settings say, here, or beside the program where it was started from elsewhere.</summary>
    private static string? ContentRoot(string[] args) =>
        NamesContentRoot(args) || Directory.Exists(Path.Combine(Directory.GetCurrentDirectory(), "wwwroot"))
            ? null
            : AppContext.BaseDirectory;

    // Asked where the host itself looks for it, before there is a host.
    private static bool NamesContentRoot(string[] args) => !string.IsNullOrEmpty(new ConfigurationBuilder()
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddCommandLine(args)
        .Build()[WebHostDefaults.ContentRootKey]);
}
