using FlextMonitor.Bench.Peers;

// One of: signalr, websocket, polling.
var kind = args.FirstOrDefault() ?? throw new ArgumentException("Say which peer: signalr, websocket or polling.");
var builder = WebApplication.CreateBuilder(args[1..]);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var application = kind switch
{
    "signalr" => StockSignalR.Build(builder),
    "websocket" => WebSocketLoop.Build(builder),
    "polling" => PollingEndpoint.Build(builder),
    _ => throw new ArgumentException($"There is no peer '{kind}'; there are signalr, websocket and polling."),
};
application.Run();
