using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using Google.Protobuf.WellKnownTypes;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.EndToEnd.Tests.Bare;

/// <summary>The whole program as a process, which watches a daemon with one running execution.</summary>
public sealed class BareHost : IAsyncLifetime
{
    private static readonly Execution Run = new() { Id = "run-1", PipelineId = "orders", Status = Status.Running, StartedAt = new Timestamp { Seconds = 1_767_323_045 } };

    private ScriptedDaemon? _daemon;
    private MonitorProcess? _monitor;

    public static TheoryData<string> Protocols => ["json", "messagepack"];

    public ScriptedDaemon Daemon => _daemon ?? throw new InvalidOperationException("The daemon has not been started.");

    public MonitorProcess Monitor => _monitor ?? throw new InvalidOperationException("The monitor has not been started.");

    /// <summary>Starts one for a test that stops it.</summary>
    public static async Task<BareHost> StartAsync()
    {
        var host = new BareHost();
        try
        {
            await host.InitializeAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _daemon = await ScriptedDaemon.StartAsync(new DaemonScript
        {
            ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse { Executions = { Run }, Total = 1 }),
        });
        _monitor = await MonitorProcess.StartAsync([("default", _daemon.Address)]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await (_monitor?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_daemon?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    internal static IBareFraming Framing(string protocol) => protocol == "json" ? new BareJson() : new BareMessagePack();

    /// <summary>Connects a client with a bearer token.</summary>
    internal Task<BareClient> ConnectAsync(string protocol, string token) => BareClient.ConnectAsync(Monitor.Address, token, Framing(protocol));
}
