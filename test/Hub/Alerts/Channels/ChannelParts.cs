using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

/// <summary>What channels are made of, with a clock that a test sets. Loopback may be called.</summary>
internal sealed class ChannelParts : IDisposable
{
    public ChannelParts()
    {
        Http = new ChannelHttp(Options.Create(new AlertOptions { AllowPrivateTargets = true }), Time);
        Requests = new ChannelRequests(Http, new ChannelRates(Time));
    }

    public FakeTimeProvider Time { get; } = new(Messages.Noon);

    public ChannelHttp Http { get; }

    public ChannelRequests Requests { get; }

    /// <summary>Starts a receiver that gives one answer.</summary>
    public static Task<RecordingReceiver> ReceiverAsync(int status = StatusCodes.Status200OK, string body = "ok") => RecordingReceiver.StartAsync(context =>
    {
        context.Response.StatusCode = status;
        return status == StatusCodes.Status204NoContent ? Task.CompletedTask : context.Response.WriteAsync(body);
    });

    /// <summary>The next request's body.</summary>
    public static async Task<JsonObject> BodyAsync(RecordingReceiver receiver) => JsonNode.Parse((await receiver.NextAsync()).Body)!.AsObject();

    public void Dispose() => Http.Dispose();
}
