using System.Globalization;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Processes of one installation, by their names, some of which may be exchanged.</summary>
/// <param name="daemons">What they watch.</param>
/// <param name="settings">Settings of all.</param>
internal sealed class ClusterProcesses(IReadOnlyList<(string Name, string Address)> daemons, params IReadOnlyList<(string Key, string Value)> settings) : IAsyncDisposable
{
    private readonly Dictionary<string, MonitorProcess> _processes = new(StringComparer.Ordinal);
    private volatile string[] _hubs = [];
    private int _next;

    /// <summary>A process.</summary>
    public MonitorProcess this[string name] => _processes[name];

    /// <summary>Starts a process, or the next one of that name.</summary>
    /// <param name="name">Its name; those of hubs begin with <c>hub</c> or <c>node</c>.</param>
    /// <param name="roles">Its roles; all serve subscribers, although none are sent to others than hubs.</param>
    public async Task StartAsync(string name, string roles)
    {
        _processes[name] = await MonitorProcess.StartAsync(daemons, [("Cluster:Node", name), ("Cluster:Roles", roles), ("Limits:ConnectionsPerSession", "10000"), .. settings]);
        NoteHubs();
    }

    /// <summary>Ends a process by a signal, after which it is no longer given to subscribers.</summary>
    public async Task EndAsync(string name, string signal)
    {
        var ending = _processes[name];
        _processes.Remove(name);
        NoteHubs();
        await ending.Program.SignalAsync(signal);
        await ending.Program.ExitAsync();
        await ending.DisposeAsync();
    }

    /// <summary>The hubs in turn.</summary>
    public string NextHub() => _hubs is { Length: > 0 } hubs ? hubs[(int)((uint)Interlocked.Increment(ref _next) % hubs.Length)] : "http://127.0.0.1:9";

    /// <summary>The name of the process that holds a lease.</summary>
    /// <param name="kind">Its kind, <c>evaluator</c> or <c>collector</c>; of several the first one.</param>
    /// <param name="token">The token of an administrator.</param>
    public async Task<string> HolderAsync(string kind, string token)
    {
        var lease = await Eventually.GetAsync(
            async () => (await ReadAsync(Routes.Cluster, token))["leases"]!.AsArray().FirstOrDefault(lease => (string?)lease!["kind"] == kind && lease["holder"] is not null),
            found => found is not null && _processes.ContainsKey(((string)found["holder"]!).Split('/')[0]),
            TimeSpan.FromMinutes(1));
        return ((string)lease!["holder"]!).Split('/')[0];
    }

    /// <summary>What a hub answers.</summary>
    public Task<JsonNode> ReadAsync(string path, string token) => _processes.First(process => IsHub(process.Key)).Value.ReadAsync(path, token);

    /// <summary>The seconds that history tells of a source in a time, whose limits are multiples of 10 s.</summary>
    public async Task<(double Live, double Down, double Unseen)> HistoryAsync(string source, DateTimeOffset from, DateTimeOffset to, string token)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{Routes.History}?source={source}&points=2000&figures=cpuUsage&from={Uri.EscapeDataString($"{from:o}")}&to={Uri.EscapeDataString($"{to:o}")}");
        var answer = await ReadAsync(path, token);
        return (Sum("liveSeconds") + Sum("degradedSeconds"), Sum("downSeconds"), Sum("unseenSeconds"));

        double Sum(string column) => answer[column]!.AsArray().Sum(seconds => seconds!.GetValue<double>());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
        {
            await process.DisposeAsync();
        }
    }

    private static bool IsHub(string name) => name.StartsWith("hub", StringComparison.Ordinal) || name.StartsWith("node", StringComparison.Ordinal);

    private void NoteHubs() => _hubs = [.. _processes.Where(process => IsHub(process.Key)).Select(process => process.Value.Address)];
}
