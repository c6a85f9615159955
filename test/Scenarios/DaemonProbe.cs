using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>Asks a daemon without the monitor in between, so that a test knows since when it answers.</summary>
internal static class DaemonProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CallLimit = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits for the daemon's next answer.</summary>
    /// <returns>When it came: a timestamp of <see cref="TimeProvider.System"/>.</returns>
    /// <exception cref="OperationCanceledException">None within half a minute.</exception>
    public static async Task<long> FirstAnswerAsync(string address)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!await AnswersAsync(address))
        {
            await Task.Delay(Pause, TimeProvider.System, patience.Token);
        }

        return TimeProvider.System.GetTimestamp();
    }

    // Each time over a connection of its own: a kept one would wait before it connects again.
    private static async Task<bool> AnswersAsync(string address)
    {
        using var channel = GrpcChannel.ForAddress(address);
        using var limit = new CancellationTokenSource(CallLimit, TimeProvider.System);
        try
        {
            await new FlextService.FlextServiceClient(channel).HealthCheckAsync(new Empty(), cancellationToken: limit.Token);
            return true;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Internal)
        {
            return false;
        }
    }
}
