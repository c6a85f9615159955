namespace FlextMonitor.Daemon.Meltano.Logs.Parsing;

/// <summary>What a plugin does in a run.</summary>
internal enum PluginRole
{
    /// <summary>The line does not say which plugin wrote it.</summary>
    Unknown,

    /// <summary>It extracts: a tap.</summary>
    Tap,

    /// <summary>It loads: a target.</summary>
    Target,

    /// <summary>It does neither: a mapper, a transformer, a utility.</summary>
    Other,
}
