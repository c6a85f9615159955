using FlextMonitor.Daemon.Figures;

namespace FlextMonitor.Daemon.Tests.Figures;

/// <summary>A host whose counters a test sets: by default a quarter of each reading's time is busy.</summary>
internal sealed class ScriptedHost : IHostReader
{
    private long _readings;

    public string? Unsupported { get; init; }

    public volatile Exception? Failure;

    public HostReading Read()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        var reading = Interlocked.Increment(ref _readings);
        return new HostReading(new CpuTimes(25 * reading, 75 * reading), 40);
    }
}
