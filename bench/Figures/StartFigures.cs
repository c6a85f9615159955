using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Figures;

/// <summary>How long the host takes to start, and its memory at rest.</summary>
internal static class StartFigures
{
    /// <summary>From the start of the process to ready, with an empty data folder and then with the same folder again.</summary>
    public static async Task<IReadOnlyList<Figure>> ProcessAsync(string daemonAddress, Effort effort, CancellationToken cancellationToken)
    {
        var (cold, warm) = (new List<double>(), new List<double>());
        for (var round = 0; round < effort.Times(6); round++)
        {
            var folder = MonitorServer.EmptyDataFolder();
            cold.Add(await OnceAsync(folder));
            warm.Add(await OnceAsync(folder));
            Directory.Delete(folder, recursive: true);
        }

        return
        [
            new("start to ready, empty data folder (store and administrator made)", Figure.Seconds(TimeSpan.FromSeconds(Median.Of(cold)))),
            new("start to ready, data folder kept", Figure.Seconds(TimeSpan.FromSeconds(Median.Of(warm)))),
        ];

        async Task<double> OnceAsync(string folder)
        {
            await using var host = await MonitorServer.StartAsync(daemonAddress, folder, cancellationToken);
            return host.ReadyIn.TotalSeconds;
        }
    }

    /// <summary>The command in the README, with everything built before: until the port accepts connections.</summary>
    public static async Task<IReadOnlyList<Figure>> CommandAsync(CancellationToken cancellationToken)
    {
        var port = ServerProcess.FreePort();
        var folder = MonitorServer.EmptyDataFolder();
        var command = new Command(
            "dotnet",
            ["run", "--project", "src/Web", "--configuration", "Release", "--", string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{port}")],
            Repository.Root,
            new Dictionary<string, string> { ["DataDirectory"] = folder });
        TimeSpan started;
        await using (var server = await ServerProcess.StartAsync(command, port, TimeProvider.System, cancellationToken))
        {
            started = server.StartedIn;
        }

        Directory.Delete(folder, recursive: true);
        return [new("`dotnet run --project src/Web`, the second time, until it takes connections", Figure.Seconds(started), "under 10 s")];
    }

    /// <summary>Resident memory half a minute after the start, with one daemon and no subscribers.</summary>
    public static async Task<IReadOnlyList<Figure>> RestAsync(MonitorServer host, Effort effort, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(effort.Seconds(30)), TimeProvider.System, cancellationToken);
        return [new("resident memory at rest, one daemon, nobody watching", $"{Figure.Number(host.Server.ResidentBytes / 1e6)} MB")];
    }
}
