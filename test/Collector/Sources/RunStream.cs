using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>The daemon's end of the stream of one run.</summary>
internal sealed class RunStream(string id, IServerStreamWriter<ExecutionUpdate> updates)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the collector has ended the stream.</summary>
    public Task Ended => _ended.Task;

    public async Task ServeAsync(ServerCallContext context)
    {
        await using var ending = context.CancellationToken.Register(() => _ended.TrySetResult());
        await Ended;
    }

    /// <summary>Ends the stream with an error, although the run continues.</summary>
    public void BreakOff() => _ended.TrySetException(Rpc.Error(StatusCode.Unavailable, "busy"));

    /// <summary>Ends the stream normally, although the run continues.</summary>
    public void Finish() => _ended.TrySetResult();

    public Task SendAsync(double progress = 0, Status status = Status.Unspecified, string? of = null) =>
        updates.WriteAsync(new ExecutionUpdate { ExecutionId = of ?? id, Type = "progress", Progress = progress, Status = status });

    public async Task SendForEverAsync()
    {
        while (!Ended.IsCompleted)
        {
            try
            {
                await updates.WriteAsync(new ExecutionUpdate { ExecutionId = id, Type = "heartbeat", Timestamp = new Timestamp() });
                await Ended.WaitAsync(TimeSpan.FromMilliseconds(20), TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException && Ended.IsCompleted)
            {
                // The collector ended the stream during the write.
            }
        }
    }
}
