using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using SystemStats = FlextMonitor.Proto.SystemStats;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>Whatever a client sends, only its own connection ends: everybody else goes on, and so does the process.</summary>
[Collection(nameof(RealProcesses))]
public sealed class RandomFramesTests : IAsyncLifetime
{
    private const int Healthy = 50;
    private const int Attackers = 8;
    private const double Mark = 77;

    private static readonly int FramesOfEach = (LongTests.AreWanted ? 100_000 : 5_000) / Attackers;

    /// <summary>All connections come from this program, with one token.</summary>
    private static readonly (string Key, string Value)[] Limits =
        [("Limits:ConnectionsPerAddress", "10000"), ("Limits:ConnectionsPerSession", "10000"), ("Limits:ConnectsPerSecond", "10000")];

    private ScriptedDaemon _daemon = null!;
    private MonitorProcess _monitor = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _daemon = await ScriptedDaemon.StartAsync();
        _monitor = await MonitorProcess.StartAsync([("default", _daemon.Address)], Limits);
        _token = await _monitor.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    [Fact]
    public async Task Frames_AtRandom_EndNoConnectionButTheirOwn()
    {
        var subscribers = await Task.WhenAll(Enumerable.Range(0, Healthy).Select(_ => LightSubscriber.ConnectAsync(_monitor.Address, Credentials)));
        var watching = subscribers.Select(UntilMarkedAsync).ToArray();

        var sent = await Task.WhenAll(Enumerable.Range(0, Attackers).Select(seed => Task.Run(() => AttackAsync(seed))));

        sent.Sum().ShouldBe(FramesOfEach * Attackers);
        watching.ShouldAllBe(one => !one.IsCompleted, "no healthy connection has ended");
        _daemon.Script.GetSystemStats = _ => Task.FromResult(new SystemStats { CpuUsage = Mark });
        await Task.WhenAll(watching).DefaultTimeout();
        (await _monitor.GetAsync(Routes.HealthReady, token: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Array.ForEach(subscribers, subscriber => subscriber.Dispose());
    }

    private (string, string)[] Credentials => [("Authorization", $"Bearer {_token}")];

    /// <summary>Reads until the value that is sent after the attack.</summary>
    private static async Task UntilMarkedAsync(LightSubscriber subscriber)
    {
        while (await subscriber.NextAsync() is { } call)
        {
            if (call.Target == nameof(DashboardStats) && call.Argument["cpuUsage"]!.GetValue<double>() == Mark)
            {
                return;
            }
        }

        throw new IOException("A healthy subscriber was dropped.");
    }

    /// <summary>Connects, sends frames until the hub ends the connection or there were enough, and begins again.</summary>
    /// <returns>How many frames were sent.</returns>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A seed must give the same frames again.")]
    private async Task<int> AttackAsync(int seed)
    {
        var random = new Random(seed);
        var sent = 0;
        while (sent < FramesOfEach)
        {
            using var socket = await LightSubscriber.OpenAsync(_monitor.Address, Credentials);
            using var frames = new RandomFrames(socket, random);
            try
            {
                for (var left = random.Next(1, 40); left > 0 && sent < FramesOfEach; left--)
                {
                    sent++;
                    await frames.SendAsync().DefaultTimeout();
                }
            }
            catch (Exception ended) when (ended is IOException or SocketException or WebSocketException)
            {
                // The hub has ended this connection, which is its right.
            }
        }

        return sent;
    }
}
