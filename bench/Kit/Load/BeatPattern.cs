namespace FlextMonitor.Bench.Kit.Load;

/// <summary>What a server has to send with each tick. Every value differs from the previous one.</summary>
internal enum BeatPattern
{
    /// <summary>The first state, and nothing after it.</summary>
    Idle,

    /// <summary>Stats, one execution, health: three topics.</summary>
    Three,

    /// <summary>Stats and one execution; health with every tenth tick. Resembles a working daemon if only differences are sent.</summary>
    Changes,

    /// <summary>Stats, every execution, health: what a server sends if it does not know what changed.</summary>
    Whole,
}
