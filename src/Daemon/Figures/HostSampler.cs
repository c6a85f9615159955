using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Figures;

/// <summary>
/// Measures this host in the background, so that calls are answered from memory: a daemon that measures inside the call makes every caller wait for a
/// second.
/// </summary>
internal sealed class HostSampler(IHostReader reader, IOptions<HostFiguresOptions> options, TimeProvider time, ILogger<HostSampler> logger)
    : PeriodicWork(time, logger)
{
    // The first interval is shorter, so that the first figures come early; in an even shorter one there are too few clock ticks (10 ms each) to measure.
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(5);
    private readonly TimeProvider _time = time;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HostReading? _previous;
    private volatile Sample? _latest;

    /// <summary>Why this system cannot be measured; <c>null</c> if it can.</summary>
    public string? Unsupported => reader.Unsupported;

    /// <inheritdoc/>
    protected override TimeSpan Period => options.Value.Interval;

    /// <inheritdoc/>
    protected override TimeSpan FirstPeriod => FirstInterval < Period ? FirstInterval : Period;

    /// <summary>
    /// The newest figures; <c>null</c> if they are older than both 3 intervals and 5 s, because measuring fails. Waits only for the first figures after
    /// the start.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled before the first figures came.</exception>
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

        var reading = reader.Read();
        if (_previous is { } previous && reading.Cpu.BusyPercentSince(previous.Cpu) is { } percent)
        {
            _latest = new Sample(new HostFigures(percent, reading.MemoryPercent), _time.GetTimestamp());
            _first.TrySetResult();
        }

        _previous = reading;
    }

    /// <inheritdoc/>
    protected override void OnFailed() => _first.TrySetResult();

    private sealed record Sample(HostFigures Figures, long TakenAt);
}
