using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;

namespace FlextMonitor.Bench.Figures;

/// <summary>The duration of a health check over gRPC at the daemon of this repository (<c>src/Daemon</c>).</summary>
internal static class DaemonFigures
{
    public static async Task<IReadOnlyList<Figure>> HealthCheckAsync(Effort effort, CancellationToken cancellationToken)
    {
        var port = ServerProcess.FreePort();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var command = new Command(BenchPaths.Program("src/Daemon", "FlextMonitor.Daemon"), [$"--urls={address}"], Path.Combine(Repository.Root, "src/Daemon"));
        await using var server = await ServerProcess.StartAsync(command, port, TimeProvider.System, cancellationToken);
        using var channel = GrpcChannel.ForAddress(address);
        var client = new FlextService.FlextServiceClient(channel);
        await TimeAsync(effort.Times(2000));
        var times = await TimeAsync(effort.Times(2000));
        return
        [
            new("health check over gRPC, mean", Figure.Milliseconds(times.Average()), "replaced: 50 ms"),
            new("health check over gRPC, p95", Figure.Milliseconds(times.Order().ElementAt((int)(times.Count * 0.95))), "replaced: 100 ms"),
        ];

        async Task<List<double>> TimeAsync(int calls)
        {
            var taken = new List<double>(calls);
            for (var call = 0; call < calls; call++)
            {
                var began = TimeProvider.System.GetTimestamp();
                await client.HealthCheckAsync(new Empty(), cancellationToken: cancellationToken);
                taken.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            }

            return taken;
        }
    }
}
