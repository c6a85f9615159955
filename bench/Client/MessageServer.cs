using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Bench.Client;

/// <summary>A hub that sends as many changes as it is asked for.</summary>
internal static class MessageServer
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR().AddJsonProtocol(json => WireFormat.ConfigureJson(json.PayloadSerializerOptions))
            .AddMessagePackProtocol(pack => pack.SerializerOptions = WireFormat.MessagePack);
        await using var application = builder.Build();
        application.MapHub<MessageHub>(Routes.DashboardHub);
        await application.StartAsync();
        Console.WriteLine(application.Urls.Single());
        await application.WaitForShutdownAsync();
    }
}

/// <summary>Sends the first state of one daemon, and changes of its figures when a pipeline is run: as many as its id says.</summary>
internal sealed class MessageHub : Microsoft.AspNetCore.SignalR.Hub
{
    private static long _sequence = 1;

    public override async Task OnConnectedAsync()
    {
        await Clients.Caller.SendAsync(nameof(IDashboardClient.SourceStatus), Messages.Status() with { ExecutionLimit = int.MaxValue });
        await Clients.Caller.SendAsync(nameof(IDashboardClient.DashboardStats), Messages.Stats());
        await Clients.Caller.SendAsync(nameof(IDashboardClient.Heartbeat), Messages.Heartbeat());
    }

    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "SignalR calls instance methods.")]
    public DateTimeOffset Clock() => TimeProvider.System.GetUtcNow();

    public async Task<ExecutionData> RunPipeline(string source, string pipelineId, bool fullRefresh)
    {
        var count = int.Parse(pipelineId, CultureInfo.InvariantCulture);
        for (var sent = 0; sent < count; sent++)
        {
            await (fullRefresh
                ? Clients.Caller.SendAsync(nameof(IDashboardClient.ExecutionData), Messages.Execution(string.Create(CultureInfo.InvariantCulture, $"run-{sent}"), source, ++_sequence, Messages.Noon.AddSeconds(sent)))
                : Clients.Caller.SendAsync(nameof(IDashboardClient.DashboardStats), Messages.Stats(source, ++_sequence, cpu: sent % 100)));
        }

        return Messages.Execution("done", source);
    }
}
