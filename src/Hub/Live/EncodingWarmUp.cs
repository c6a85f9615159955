using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hub.Live;

/// <summary>
/// Encodes one of every message in every protocol before anything listens. Serializers load assemblies and generate code with the first message of a kind; if that failed
/// later, for want of a descriptor, the kind could not be encoded until a restart.
/// </summary>
internal sealed class EncodingWarmUp(MessageEncoder encoder) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var message in WarmUpMessages.All)
        {
            encoder.EncodeInAll(message);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
