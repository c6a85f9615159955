using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>The real host (<c>src/Web</c>) in a separate process, with one daemon and a signed-in administrator.</summary>
internal sealed class MonitorServer : IAsyncDisposable
{
    public const string Email = "figures@example.com";
    public const string Password = "Only-for-figures-1";
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;

    private MonitorServer(ServerProcess server)
    {
        Server = server;
        _http = new HttpClient { BaseAddress = Address };
    }

    public ServerProcess Server { get; }

    public Uri Address => new($"http://127.0.0.1:{Server.Port}");

    /// <summary>The time from the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public TimeSpan ReadyIn { get; private set; }

    /// <summary>Creates an empty data folder.</summary>
    public static string EmptyDataFolder()
    {
        var folder = Path.Combine(BenchPaths.Artifacts, "data", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Starts it, and returns when it is ready.</summary>
    /// <param name="daemonAddress">The daemon to watch; <c>null</c>: those of the settings.</param>
    /// <param name="dataFolder">The folder of its store and keys.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static async Task<MonitorServer> StartAsync(
        string? daemonAddress, string dataFolder, CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        var port = ServerProcess.FreePort();
        var environment = new Dictionary<string, string>
        {
            ["DataDirectory"] = dataFolder,
            ["Admin__Email"] = Email,
            ["Admin__Password"] = Password,
        };
        if (daemonAddress is not null)
        {
            environment["Daemons__0__Address"] = daemonAddress;
            environment["Daemons__0__LoadPercent"] = "100";
        }

        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        var command = new Command(
            BenchPaths.Program("src/Web", "FlextMonitor.Web"),
            [string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{port}")],
            Path.Combine(Repository.Root, "src/Web"),
            environment);
        var host = new MonitorServer(await ServerProcess.StartAsync(command, port, time, cancellationToken));
        while (!await host.AnswersAsync(Routes.HealthReady, cancellationToken))
        {
            if (time.GetElapsedTime(began) > ReadyLimit)
            {
                var output = string.Join(Environment.NewLine, host.Server.Output);
                await host.DisposeAsync();
                throw new InvalidOperationException($"The host was not ready within {ReadyLimit.TotalSeconds} s:{Environment.NewLine}{output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancellationToken);
        }

        host.ReadyIn = time.GetElapsedTime(began);
        return host;
    }

    /// <summary>Signs in as a service and returns a bearer token.</summary>
    public async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(Routes.Login, new { email = Email, password = Password }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return body.GetProperty("accessToken").GetString()!;
    }

    /// <summary>The load generator's options for signed-in subscribers or callers.</summary>
    public async Task<IReadOnlyList<(string Name, object Value)>> OptionsAsync(string path, CancellationToken cancellationToken) =>
    [
        ("port", Server.Port),
        ("path", path),
        ("pids", Server.Ids),
        ("header", $"Authorization: Bearer {await SignInAsync(cancellationToken)}"),
    ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return answer.IsSuccessStatusCode;
    }
}
