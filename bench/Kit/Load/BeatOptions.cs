namespace FlextMonitor.Bench.Kit.Load;

/// <summary>How a server is driven; from its command line (<c>--Beat:Rate=10</c>).</summary>
internal sealed class BeatOptions
{
    public const string Section = "Beat";

    /// <summary>Ticks per second, 1 to 1,000.</summary>
    public int Rate { get; set; } = 10;

    /// <summary>Milliseconds between the topics of a tick; 0: back to back.</summary>
    public int GapMs { get; set; }

    /// <summary>Executions in view, 1 to 50. With four the whole state is about 2.8 KB of JSON.</summary>
    public int Executions { get; set; } = 4;

    /// <summary>What each tick contains.</summary>
    public BeatPattern Pattern { get; set; } = BeatPattern.Idle;
}
