namespace FlextMonitor.Bench.Kit.Load;

/// <summary>What a server is given to send at each tick. Every value differs from the one before it.</summary>
internal enum BeatPattern
{
    /// <summary>The first state, and nothing after it.</summary>
    Idle,

    /// <summary>Stats, one execution, health: three topics.</summary>
    Three,

    /// <summary>Stats and one execution; health at every tenth tick. What a daemon at work looks like once only differences are sent.</summary>
    Changes,

    /// <summary>Stats, every execution, health: what is sent where nobody tells what changed.</summary>
    Whole,
}
