using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.FanOut.Peers;

/// <summary>The servers that are compared.</summary>
internal static class PeerCatalog
{
    private const string Json = "signalr-json";
    private const string MessagePack = "signalr-messagepack";

    /// <summary>The hub under measurement, which is compared with stock SignalR.</summary>
    public static Peer Hub { get; } = new("this hub", Json, Routes.DashboardHub, SignsIn: true, HubCommand);

    public static Peer HubMessagePack { get; } = Hub with { Name = "this hub, MessagePack", Speak = MessagePack };

    public static Peer Stock { get; } =
        new("stock SignalR", Json, Routes.DashboardHub, SignsIn: true, (drive, port) => PeerCommand("signalr", drive, port));

    public static Peer StockMessagePack { get; } = Stock with { Name = "stock SignalR, MessagePack", Speak = MessagePack };

    /// <summary>Stock SignalR with a sender that does not await a broadcast before the next one.</summary>
    public static Peer StockUnawaited { get; } =
        Stock with { Name = "stock SignalR, not awaited", Server = (drive, port) => PeerCommand("signalr", drive, port, "--Stock:Await=false") };

    public static Peer SocketIo { get; } = new("Socket.IO", "socketio", "/socket.io/?EIO=4&transport=websocket", SignsIn: false, (drive, port) =>
        new Command("node", [Path.Combine(Repository.Root, "bench/peers/socketio/server.mjs"), Text(port), Text(drive.Rate), Text(drive.GapMs)]));

    public static Peer Nchan { get; } = new("nginx with nchan", "plain", "/subscribe", SignsIn: false, NchanCommand, (drive, port) =>
        new Command(BenchPaths.Native("publish"), ["--port", Text(port), "--path", "/publish", .. NativeBeat(drive)]))
    {
        Processes = 1 + Environment.ProcessorCount, // "worker_processes auto"
    };

    public static Peer WebSocketLoop { get; } =
        new("Kestrel WebSocket loop", "plain", "/", SignsIn: false, (drive, port) => PeerCommand("websocket", drive, port));

    public static Peer SendLoop { get; } = new("C loop of send", "plain", "/", SignsIn: false, (drive, port) =>
        new Command(BenchPaths.Native("sendloop"), ["--port", Text(port), .. NativeBeat(drive)]));

    /// <summary>All servers that push changes to connected clients, this hub first.</summary>
    public static IReadOnlyList<Peer> All { get; } = [Hub, Stock, HubMessagePack, StockMessagePack, SocketIo, Nchan, WebSocketLoop, SendLoop];

    private static Command HubCommand(Drive drive, int port) =>
        new(BenchPaths.Program("bench/Hub", "FlextMonitor.Bench.Hub"), [.. AspNetBeat(drive, port)]);

    private static Command PeerCommand(string kind, Drive drive, int port, params string[] further) =>
        new(BenchPaths.Program("bench/peers/AspNet", "FlextMonitor.Bench.Peers"), [kind, .. AspNetBeat(drive, port), .. further]);

    private static string[] AspNetBeat(Drive drive, int port) =>
    [
        $"--urls=http://127.0.0.1:{Text(port)}",
        $"--Beat:Pattern={drive.Pattern}",
        $"--Beat:Rate={Text(drive.Rate)}",
        $"--Beat:GapMs={Text(drive.GapMs)}",
        $"--Beat:Executions={Text(drive.Executions)}",
    ];

    private static string[] NativeBeat(Drive drive) => ["--rate", Text(drive.Rate), "--gap-ms", Text(drive.GapMs)];

    private static Command NchanCommand(Drive drive, int port)
    {
        var directory = Path.Combine(BenchPaths.Artifacts, "nchan");
        Directory.CreateDirectory(directory);
        var configuration = File.ReadAllText(Path.Combine(Repository.Root, "bench/peers/nchan/nginx.conf.in"))
            .Replace("@DIRECTORY@", directory, StringComparison.Ordinal)
            .Replace("@PORT@", Text(port), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(directory, "nginx.conf"), configuration);
        return new Command("/usr/sbin/nginx", ["-p", directory, "-c", Path.Combine(directory, "nginx.conf"), "-e", Path.Combine(directory, "error.log")]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
