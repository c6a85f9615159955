using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>A subscriber that connects again, to whichever hub it is given, and notes what must never happen.</summary>
/// <param name="host">The address of the hub to connect to next.</param>
/// <param name="token">Its bearer token.</param>
internal sealed class ClusterWatcher(Func<string> host, string token)
{
    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(0.2);

    private readonly Dictionary<string, (long Epoch, long Sequence)> _places = [];
    private readonly ConcurrentDictionary<string, long> _totals = [];
    private readonly ConcurrentDictionary<string, string> _states = [];
    private readonly ConcurrentDictionary<string, string> _open = [];

    /// <summary>What went backwards, and daemons that were told to be down, which they never are.</summary>
    public ConcurrentQueue<string> Violations { get; } = [];

    /// <summary>All problems that it ever saw: what they are about, by id.</summary>
    public ConcurrentDictionary<string, string> Problems { get; } = [];

    /// <summary>How often it connected.</summary>
    public int Connections { get; private set; }

    /// <summary>The sources that are live by its present connection.</summary>
    public int Live => _states.Count(state => state.Value == "live");

    /// <summary>The problems that are open by its present connection.</summary>
    public int Open => _open.Count;

    /// <summary>The figure that each daemon counts up, as it was last told.</summary>
    public long TotalOf(string source) => _totals.GetValueOrDefault(source);

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or SocketException or TimeoutException or ObjectDisposedException)
            {
                // The hub was stopped or killed.
            }

            await Task.Delay(BackOff, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var subscriber = await LightSubscriber.ConnectAsync(host(), ("Authorization", $"Bearer {token}"));
        using var ending = cancellationToken.Register(subscriber.Dispose);
        Connections++;
        _places.Clear();
        _totals.Clear();
        _states.Clear();
        _open.Clear();
        while (await subscriber.NextAsync() is { } call)
        {
            Take(call.Target, call.Argument);
            if (call is { Target: nameof(Heartbeat) } && (string?)call.Argument["source"] == SourceNames.Monitor)
            {
                await subscriber.SendAsync("""{"type":6}""");
            }
        }
    }

    private void Take(string target, JsonNode argument)
    {
        if (target == nameof(Closing))
        {
            return;
        }

        var (source, id) = ((string)argument["source"]!, (string?)argument["id"] ?? "");
        NotePlace($"{source}/{target.Replace("Removed", "Data", StringComparison.Ordinal).Replace("Resolved", "", StringComparison.Ordinal)}/{id}", argument);
        switch (target)
        {
            case nameof(DashboardStats):
                NoteTotal(source, (long)argument["totalExecutions"]!);
                break;
            case nameof(SourceStatus):
                NoteState(source, (string)argument["state"]!, (string?)argument["error"]);
                break;
            case nameof(Problem):
                Problems[id] = _open[id] = $"{argument["kind"]} of {source}/{argument["pipelineId"]}";
                break;
            case nameof(ProblemResolved):
                _open.TryRemove(id, out _);
                break;
        }
    }

    private void NotePlace(string key, JsonNode argument)
    {
        var place = ((long)argument["epoch"]!, (long)argument["sequence"]!);
        if (_places.TryGetValue(key, out var held) && place.CompareTo(held) < 0)
        {
            Violations.Enqueue($"{key} went from {held} to {place}");
        }

        _places[key] = place;
    }

    private void NoteState(string source, string state, string? error)
    {
        if (state == "down")
        {
            Violations.Enqueue($"{source} was told to be down: {error}");
        }

        _states[source] = state;
    }

    private void NoteTotal(string source, long total)
    {
        if (total < _totals.GetValueOrDefault(source))
        {
            Violations.Enqueue($"the total of {source} went from {_totals[source]} to {total}");
        }

        _totals[source] = total;
    }
}
