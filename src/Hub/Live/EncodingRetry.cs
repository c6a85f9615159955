namespace FlextMonitor.Hub.Live;

/// <summary>Encodes again what could not be encoded, for want of a descriptor, say. What succeeds is sent to everybody, because subscribers lack it or have an older value.</summary>
internal sealed class EncodingRetry(MessageEncoder encoder, LiveState state, FanOut fanOut, TimeProvider time)
{
    /// <summary>The time between two tries.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Retries until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            Retry();
        }
    }

    /// <summary>Tries each value once. Those that the live state no longer has are forgotten.</summary>
    public void Retry()
    {
        foreach (var (key, protocol) in encoder.Failed)
        {
            if (state.FindMessage(key) is not { } message)
            {
                encoder.Forget(key, protocol);
            }
            else if (!encoder.Encode(message, protocol).IsEmpty && state.Renew(key))
            {
                fanOut.Signal();
            }
        }
    }
}
