using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>The monitor as a real process that may open few descriptors, while others open more connections than that, and send nothing.</summary>
[Collection(nameof(RealProcesses))]
public sealed class FewDescriptorsTests
{
    private const int Descriptors = 512;
    private const int Silent = 700;
    private const int Addresses = 50;

    [Fact]
    public async Task Connections_ThatSendNothing_MoreThanThereAreDescriptors_TakeNothingFromOthers()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var monitor = await MonitorProcess.StartLimitedAsync(Descriptors, [("default", daemon.Address)]);
        var token = await monitor.SignInAsync();
        await using var subscriber = await monitor.SubscribeAsync(token, HubProtocolKind.Json);
        await subscriber.FirstStateAsync();

        var silent = await OpenAsync(new Uri(monitor.Address).Port);
        await subscriber.NextAsync<Heartbeat>();
        await IsServedAsync(monitor, Routes.HealthReady, token: null);
        await IsServedAsync(monitor, Routes.Me, token);
        await subscriber.NextAsync<Heartbeat>();

        subscriber.Closed.IsCompleted.ShouldBeFalse();
        monitor.Program.HasEnded.ShouldBeFalse(monitor.Program.ToString());
        silent.ForEach(socket => socket.Dispose());
    }

    // While all places are taken, a new connection may be refused. Those that send nothing are closed for it soon.
    private static Task<HttpStatusCode> IsServedAsync(MonitorProcess monitor, string path, string? token) => Eventually.GetAsync(
        async () =>
        {
            try
            {
                using var answer = await monitor.GetAsync(path, token);
                return answer.StatusCode;
            }
            catch (Exception refused) when (refused is HttpRequestException or SocketException)
            {
                return HttpStatusCode.ServiceUnavailable;
            }
        },
        status => status == HttpStatusCode.OK);

    private static async Task<List<Socket>> OpenAsync(int port)
    {
        var sockets = new List<Socket>();
        for (var number = 0; number < Silent; number++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            socket.Bind(new IPEndPoint(IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.1.{1 + (number % Addresses)}")), 0));
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port).DefaultTimeout();
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionReset)
            {
                // One on top of all others, which the monitor closes at once.
            }
        }

        return sockets;
    }
}
