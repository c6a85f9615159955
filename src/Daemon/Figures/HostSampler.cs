using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Figures;

/// <summary>
/// Measures this host in the background, so that a call is answered from memory: daemons that measure inside the call
/// make every caller wait for a second.
/// </summary>
internal sealed class HostSampler(IHostReader reader, IOptions<HostFiguresOptions> options, TimeProvider time, ILogger<HostSampler> logger)
    : PeriodicWork(time, logger)
{
    // The first figures come sooner than the others; a shorter time holds too few clock ticks (10 ms each) to say anything.
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(5);
    private readonly TimeProvider _time = time;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HostReading? _previous;
    private volatile Sample? _latest;

    /// <summary>Why nothing can be measured on this system; null where it can.</summary>
    public string? Unsupported => reader.Unsupported;

    /// <inheritdoc/>
    protected override TimeSpan Period => options.Value.Interval;

    /// <inheritdoc/>
    protected override TimeSpan FirstPeriod => FirstInterval < Period ? FirstInterval : Period;

    /// <summary>
    /// The newest figures; null where they are older than 3 intervals and 5 s, because measuring fails. Waits only while
    /// nothing has been measured yet, which is in the first moments after the start.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller gave up before the first figures came.</exception>
    public async ValueTask<HostFigures?> GetAsync(CancellationToken cancellationToken)
    {
        if (_latest is null && Failure is null)
        {
            await _first.Task.WaitAsync(cancellationToken);
        }

        var oldest = Period * 3 > LeastAge ? Period * 3 : LeastAge;
        return _latest is { } latest && _time.GetElapsedTime(latest.TakenAt) <= oldest ? latest.Figures : null;
    }

    /// <inheritdoc/>
    public override void Step()
    {
        if (Unsupported is not null)
        {
            return;
        }

        var reading = ReadOrGiveUpWaiting();
        if (_previous is { } previous && reading.Cpu.BusyPercentSince(previous.Cpu) is { } percent)
        {
            _latest = new Sample(new HostFigures(percent, reading.MemoryPercent), _time.GetTimestamp());
            _first.TrySetResult();
        }

        _previous = reading;
    }

    private HostReading ReadOrGiveUpWaiting()
    {
        try
        {
            return reader.Read();
        }
        catch
        {
            _first.TrySetResult();
            throw;
        }
    }

    private sealed record Sample(HostFigures Figures, long TakenAt);
}
