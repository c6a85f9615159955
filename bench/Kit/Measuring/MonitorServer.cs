using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FlextMonitor.Contracts;

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

    /// <inheritdoc cref="StartAsync(MonitorProgram, string, string, CancellationToken, IReadOnlyList{ValueTuple{string, string}})"/>
    public static Task<MonitorServer> StartAsync(
        string? daemonAddress, string dataFolder, CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> settings) =>
        StartAsync(new MonitorProgram(), daemonAddress, dataFolder, cancellationToken, settings);

    /// <summary>Starts it, and returns when it is ready.</summary>
    /// <param name="program">The build to start.</param>
    /// <param name="daemonAddress">The daemon to watch; <c>null</c>: those of the settings.</param>
    /// <param name="dataFolder">The folder of its store and keys.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static async Task<MonitorServer> StartAsync(
        MonitorProgram program, string? daemonAddress, string dataFolder, CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        var port = ServerProcess.FreePort();
        var environment = new Dictionary<string, string>
        {
            ["DataDirectory"] = dataFolder,
            ["Admin__Email"] = Email,
            ["Admin__Password"] = Password,
            // The load has one session, and comes from a hundred addresses.
            ["Limits__ConnectionsPerSession"] = "10000",
            ["Limits__ConnectsPerSecond"] = "10000",
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

        var command = program.Command(string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{port}"), environment);
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

    /// <summary>Its own metrics, as Prometheus reads them.</summary>
    public async Task<string> MetricsAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", await SignInAsync(cancellationToken));
        using var answer = await _http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

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
