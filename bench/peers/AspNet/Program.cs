using FlextMonitor.Bench.Peers;

// One of: signalr, websocket, polling.
var kind = args.FirstOrDefault() ?? throw new ArgumentException("The first argument must name the peer: signalr, websocket or polling.");
var builder = WebApplication.CreateBuilder(args[1..]);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var application = kind switch
{
    "signalr" => StockSignalR.Build(builder),
    "websocket" => WebSocketLoop.Build(builder),
    "polling" => PollingEndpoint.Build(builder),
    _ => throw new ArgumentException($"Unknown peer '{kind}'. Known peers: signalr, websocket, polling."),
};
application.Run();
