using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>Calls a daemon directly, without the monitor, so that a test knows since when it answers.</summary>
internal static class DaemonProbe
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CallLimit = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits for the daemon's next answer.</summary>
    /// <returns>When it arrived, as a timestamp of <see cref="TimeProvider.System"/>.</returns>
    /// <exception cref="OperationCanceledException">No answer within 30 s.</exception>
    public static async Task<long> FirstAnswerAsync(string address)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeout, TimeProvider.System);
        while (!await AnswersAsync(address))
        {
            await Task.Delay(Pause, TimeProvider.System, timeout.Token);
        }

        return TimeProvider.System.GetTimestamp();
    }

    // Uses a new connection each time, because a kept one would wait before it reconnects.
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
