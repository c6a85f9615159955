using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Client;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Bench.Client;

/// <summary>Takes the client's figures.</summary>
internal static class Measurements
{
    private const int Keys = 10_000;
    private const int Rounds = 7;
    private const string Source = "default";

    public static async Task<IReadOnlyList<Figure>> TakeAsync(Uri address, Effort effort)
    {
        var changes = effort.Times(100_000);
        var (bare, client) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await BareAsync(address, changes));
            client.Add(await ClientAsync(address, changes));
        }

        var ratio = Median.Of(client.Zip(bare, (one, other) => one.Cpu / other.Cpu));
        var (bareBytes, clientBytes) = (Median.Of(bare.Select(cost => cost.Bytes)), Median.Of(client.Select(cost => cost.Bytes)));
        return
        [
            new("`new` to the first state on loopback, median of 20 after the first", Figure.Milliseconds(await FirstStateAsync(address)), "300 ms; 100 ms"),
            new($"CPU per change, bare `HubConnection.On`, median of {Rounds} rounds", Microseconds(Median.Of(bare.Select(cost => cost.Cpu)))),
            new("CPU per change, client, in turn with it", $"{Microseconds(Median.Of(client.Select(cost => cost.Cpu)))} ({Ratio(ratio)}×)", "1.5×; 1.0×"),
            new("bytes allocated per change, bare `HubConnection.On`", $"{bareBytes:N0} B"),
            new("bytes allocated per change, client", $"{clientBytes:N0} B ({clientBytes - bareBytes:N0} B more)", "1 KB; 200 B more"),
            new("10,000 keys held", $"{await HeldAsync(address) / 1e6:N1} MB", "30 MB; 20 MB"),
        ];
    }

    private static async Task<double> FirstStateAsync(Uri address)
    {
        var times = new List<double>();
        for (var round = 0; round <= 20; round++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await using var client = Start(address);
            await client.WaitForAsync(seen => seen.Sources.Count > 0);
            times.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        return Median.Of(times.Skip(1));
    }

    private static async Task<Cost> BareAsync(Uri address, int changes)
    {
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(address, Routes.DashboardHub)).AddJsonProtocol(json => WireFormat.ConfigureJson(json.PayloadSerializerOptions)).Build();
        hub.On<DashboardStats>(nameof(IDashboardClient.DashboardStats), _ => { });
        await hub.StartAsync();
        return await CostAsync(changes, count => hub.InvokeAsync<ExecutionData>(HubMethods.RunPipeline, Source, count, false));
    }

    private static async Task<Cost> ClientAsync(Uri address, int changes)
    {
        await using var client = Start(address);
        await client.WaitForAsync(seen => seen.Sources.Count > 0);
        return await CostAsync(changes, count => client.RunPipelineAsync(Source, count));
    }

    // The first fifth warms up. The answer of the call comes after the changes.
    private static async Task<Cost> CostAsync(int changes, Func<string, Task> receive)
    {
        await receive((changes / 5).ToString(CultureInfo.InvariantCulture));
        var (cpu, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        await receive(changes.ToString(CultureInfo.InvariantCulture));
        return new Cost((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / changes, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / changes);
    }

    private static async Task<double> HeldAsync(Uri address)
    {
        await using var client = Start(address);
        await client.WaitForAsync(seen => seen.Sources.Count > 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await client.RunPipelineAsync(Source, Keys.ToString(CultureInfo.InvariantCulture), fullRefresh: true);
        await client.WaitForAsync(seen => seen.Sources[Source].Executions.Count >= Keys);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(client);
        return held;
    }

    private static MonitorClient Start(Uri address) => MonitorClient.Start(new MonitorClientOptions { Address = address, Token = "none" });

    private static string Microseconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture) + " µs";

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private sealed record Cost(double Cpu, double Bytes);
}
