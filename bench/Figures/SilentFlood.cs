using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Figures;

/// <summary>What is still answered while 1,200 connections that send nothing are open to a host with 1,024 descriptors.</summary>
internal static class SilentFlood
{
    private const int Connections = 1200;
    private const int Addresses = 100;
    private const int Descriptors = 1024;
    private const int Caller = Addresses + 1;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(MonitorProgram program, Effort effort, CancellationToken cancellationToken)
    {
        await using var daemon = await StampedDaemon.StartAsync();
        var folder = MonitorServer.EmptyDataFolder();
        await using var host = await MonitorServer.StartAsync(program with { Descriptors = Descriptors }, daemon.Address, folder, cancellationToken);
        await using var watcher = await Watcher.StartAsync(host, cancellationToken);
        using var flood = new Flood(host.Server.Port);
        var (asked, health, signIns) = (0, new List<double>(), new List<double>());
        for (var end = TimeProvider.System.GetUtcNow().AddSeconds(effort.Seconds(60)); TimeProvider.System.GetUtcNow() < end; asked++)
        {
            await flood.RefillAsync(cancellationToken);
            health.AddRange(await TimeAsync(host.Address, http => http.GetAsync(Routes.HealthLive, cancellationToken)));
            signIns.AddRange(await TimeAsync(host.Address, http => http.PostAsJsonAsync(Routes.Login, new { email = MonitorServer.Email, password = MonitorServer.Password }, cancellationToken)));
        }

        return
        [
            new("1,200 silent connections, 1,024 descriptors: `/health/live` answered", Share(health.Count, asked)),
            new("the same, slowest answer", health.Count == 0 ? "none" : Figure.Milliseconds(health.Max())),
            new("the same, sign-ins that succeeded", Share(signIns.Count, asked)),
            new("the same, falsely `down`", watcher.Downs.ToString(CultureInfo.InvariantCulture)),
            new("the same, process at the end", host.Server.HasExited ? "has ended" : "runs"),
        ];
    }

    private static string Share(int count, int of) => string.Create(CultureInfo.InvariantCulture, $"{count} of {of}");

    /// <summary>The time of one request over a new connection, in milliseconds; none if it did not succeed.</summary>
    private static async Task<IReadOnlyList<double>> TimeAsync(Uri host, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        using var http = LoopbackClients.Http(Caller, host, Limit);
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            using var answer = await send(http);
            return answer.IsSuccessStatusCode ? [TimeProvider.System.GetElapsedTime(began).TotalMilliseconds] : [];
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or SocketException)
        {
            // HttpClient asks a connection that is closed at once for its address, which throws by itself.
            return [];
        }
    }

    /// <summary>Connections that send nothing. What the host closes is opened again.</summary>
    private sealed class Flood(int port) : IDisposable
    {
        private readonly Socket?[] _open = new Socket?[Connections];

        public async Task RefillAsync(CancellationToken cancellationToken)
        {
            for (var i = 0; i < _open.Length; i++)
            {
                if (_open[i] is { } open && !IsClosed(open))
                {
                    continue;
                }

                _open[i]?.Dispose();
                _open[i] = await TryConnectAsync(i % Addresses, cancellationToken);
            }
        }

        public void Dispose() => Array.ForEach(_open, open => open?.Dispose());

        private static bool IsClosed(Socket socket) => socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;

        private async Task<Socket?> TryConnectAsync(int number, CancellationToken cancellationToken)
        {
            try
            {
                return await LoopbackClients.ConnectAsync(number, port, cancellationToken);
            }
            catch (SocketException)
            {
                // The host is gone, or its queue is full.
                return null;
            }
        }
    }
}
