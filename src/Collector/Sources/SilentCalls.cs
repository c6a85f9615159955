namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Keeps the turns of calls that a daemon did not answer in time. Its thread may go on with such a call, because cancelling interrupts no handler that computes or waits, and
/// nothing tells when it ends. So a turn is kept for a while, which grows with each further call without an answer.
/// </summary>
/// <param name="deadline">How long the daemon has for an answer.</param>
/// <param name="time">The clock.</param>
internal sealed class SilentCalls(TimeSpan deadline, TimeProvider time)
{
    /// <summary>How much longer each turn is kept than the one before.</summary>
    private const int Growth = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly List<Kept> _kept = [];
    private int _inARow;

    /// <summary>Call it after an answer: the daemon serves calls again.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _inARow = 0;
        }
    }

    /// <summary>Keeps a turn and gives it back in time. Does not fail.</summary>
    /// <param name="turn">The turn of the call without an answer.</param>
    /// <param name="caller">Who called.</param>
    /// <param name="replaced">Ends the wait: the daemon has another connection, so that it has probably begun anew.</param>
    public async Task KeepAsync(IDisposable turn, string caller, CancellationToken replaced)
    {
        var kept = Add(caller);
        await Task.Delay(kept.For, time, replaced).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _kept.Remove(kept);
        }

        turn.Dispose();
    }

    /// <summary>How long a caller gets no turn, because so many of the caller's or of all turns are kept; <c>null</c> if there are others.</summary>
    public TimeSpan? KeptFrom(string caller, int mostOfOne, int most)
    {
        lock (_gate)
        {
            var own = _kept.Where(kept => kept.Caller == caller).ToList();
            var missing = own.Count >= mostOfOne ? own : _kept.Count >= most ? _kept : [];
            return missing.Count == 0 ? null : missing.Min(kept => kept.For - time.GetElapsedTime(kept.Since));
        }
    }

    private Kept Add(string caller)
    {
        lock (_gate)
        {
            var longer = deadline * Math.Pow(Growth, ++_inARow);
            var kept = new Kept(caller, time.GetTimestamp(), longer < Longest ? longer : Longest);
            _kept.Add(kept);
            return kept;
        }
    }

    private sealed class Kept(string caller, long since, TimeSpan length)
    {
        public string Caller { get; } = caller;

        public long Since { get; } = since;

        public TimeSpan For { get; } = length;
    }
}
