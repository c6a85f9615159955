namespace FlextMonitor.Testing.Web;

/// <summary>The system's time, ahead by as much as a test says. Timers run as usual, so that the whole host works, and what has an end reaches it.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _shift;

    /// <summary>How far it is ahead.</summary>
    public TimeSpan Shift
    {
        get => new(Interlocked.Read(ref _shift));
        set => Interlocked.Exchange(ref _shift, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
