using FlextMonitor.Contracts;
using FlextMonitor.Hosting.Programs;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hub.Live;

/// <summary>
/// Encodes one of every message in every protocol before anything listens. Serializers load assemblies and generate code with the first message of a kind; if that failed
/// later, for want of a descriptor, the kind could not be encoded.
/// </summary>
internal sealed class EncodingWarmUp(MessageEncoder encoder) : IHostedLifecycleService
{
    private const string Any = "warm-up";

    /// <exception cref="StartException">A message cannot be encoded.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var message in Messages())
        {
            WarmUp(message);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Everything that the hub writes: values, the notification of a close, and the answers to calls.</summary>
    private static IEnumerable<HubMessage> Messages() =>
    [
        .. WarmUpMessages.All.Select(MessageEncoder.InvocationOf),
        new InvocationMessage(nameof(IDashboardClient.Closing), [new Closing { Reason = ClosingReason.Restarting, RetryAfterSeconds = 1 }]),
        .. WarmUpMessages.Answers.Select(answer => CompletionMessage.WithResult(Any, answer)),
        .. WarmUpMessages.Items.Select(item => new StreamItemMessage(Any, item)),
        CompletionMessage.WithError(Any, Any),
        PingMessage.Instance,
        CloseMessage.Empty,
    ];

    private void WarmUp(HubMessage message)
    {
        try
        {
            encoder.EncodeInAll(message);
        }
        catch (Exception failure)
        {
            // Whatever a serializer throws. Nothing is lost yet, and whoever starts the host can see why.
            throw new StartException($"a message of the hub cannot be encoded: {failure.Message}", failure);
        }
    }
}
