using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Bench.Peers;

/// <summary>SignalR as its documentation describes it: <c>Clients.All.SendAsync</c> once per topic, with default options except for the shape of the messages.</summary>
internal static class StockSignalR
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services.AddBenchAccess();
        builder.Services.AddSignalR()
            .AddJsonProtocol(json => WireFormat.ConfigureJson(json.PayloadSerializerOptions))
            .AddMessagePackProtocol(messagePack => messagePack.SerializerOptions = WireFormat.MessagePack);
        builder.Services.Configure<StockOptions>(builder.Configuration.GetSection(StockOptions.Section));
        builder.Services.AddSingleton<ITopicSink, BroadcastSink>();
        builder.Services.AddBeat(builder.Configuration);

        var application = builder.Build();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapBenchAccess();
        application.MapHub<StockHub>(Routes.DashboardHub).RequireAuthorization();
        return application;
    }

    /// <summary>How the broadcast is called (<c>--Stock:Await=false</c>).</summary>
    private sealed class StockOptions
    {
        public const string Section = "Stock";

        /// <summary>Whether the next broadcast awaits this one. If so, one slow client blocks all others; if not, its unread messages queue.</summary>
        public bool Await { get; set; } = true;
    }

    private sealed class StockHub : Hub;

    private sealed class BroadcastSink(IHubContext<StockHub> hub, IOptions<StockOptions> options) : ITopicSink
    {
        public Task TakeAsync(string method, IReadOnlyList<SourceMessage> values)
        {
            // The run-time type decides what is serialized. Several executions are sent as one list in one topic.
            object argument = values.Count == 1 ? values[0] : values.Cast<ExecutionData>().ToArray();
            var sent = hub.Clients.All.SendAsync(method, argument);
            return options.Value.Await ? sent : Task.CompletedTask;
        }
    }
}
