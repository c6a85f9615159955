using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>The whole monitor (<c>src/Web</c>) as a separate process that watches the given daemons with the default settings.</summary>
internal sealed class MonitorProcess : IAsyncDisposable
{
    private const string Email = "scenarios@example.com";
    private const string Password = "Only-for-scenarios-1";
    private const string Listening = "FlextMonitor is at ";

    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("flextmonitor-scenario-");
    private readonly Process _process;

    private MonitorProcess(IReadOnlyList<(string Name, string Address)> daemons)
    {
        _process = new Process { StartInfo = Start(daemons, _data.FullName), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The monitor exited."));
    }

    /// <summary>Its output, line by line.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    /// <summary>Starts it, and returns when it listens.</summary>
    public static async Task<MonitorProcess> StartAsync(params IReadOnlyList<(string Name, string Address)> daemons)
    {
        var monitor = new MonitorProcess(daemons);
        try
        {
            monitor._process.Start();
            monitor._process.BeginOutputReadLine();
            monitor._process.BeginErrorReadLine();
            await monitor._address.Task.DefaultTimeout();
            return monitor;
        }
        catch (Exception exception)
        {
            var output = monitor.Output;
            await monitor.DisposeAsync();
            throw new InvalidOperationException($"The monitor did not start:{Environment.NewLine}{output}", exception);
        }
    }

    /// <summary>Signs in and subscribes as a .NET service does.</summary>
    public async Task<HubSubscriber> SubscribeAsync()
    {
        var address = await _address.Task;
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var answer = await http.PostAsJsonAsync(Routes.Login, new { email = Email, password = Password }).DefaultTimeout();
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        return await HubSubscriber.ConnectAsync(
            address, HubProtocolKind.MessagePack, options => options.AccessTokenProvider = () => Task.FromResult(token));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().DefaultTimeout();
        }

        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static ProcessStartInfo Start(IReadOnlyList<(string Name, string Address)> daemons, string data)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FlextMonitor.Web.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["DataDirectory"] = data,
                ["Admin__Email"] = Email,
                ["Admin__Password"] = Password,
            },
        };
        foreach (var (index, (name, address)) in daemons.Index())
        {
            start.Environment[string.Create(CultureInfo.InvariantCulture, $"Daemons__{index}__Name")] = name;
            start.Environment[string.Create(CultureInfo.InvariantCulture, $"Daemons__{index}__Address")] = address;
        }

        return start;
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.StartsWith(Listening, StringComparison.Ordinal))
        {
            _address.TrySetResult(line[Listening.Length..]);
        }
    }
}
