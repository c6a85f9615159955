namespace FlextMonitor.Daemon.Meltano.Logs.Parsing;

/// <summary>What one line of a log says.</summary>
/// <param name="Text">The message, without the stamp, level and keys that stand in the other members. May begin with blanks.</param>
internal sealed record LogText(string Text)
{
    /// <summary>When it was written, UTC; <c>null</c> if the line has no stamp.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>One of <see cref="LogLevels"/>; <c>null</c> if the line names none.</summary>
    public string? Level { get; init; }

    /// <summary>The level as the plugin itself wrote it, which Meltano writes as INFO.</summary>
    public bool HasPluginLevel { get; init; }

    /// <summary>The plugin that wrote it, as <c>tap-github</c>; <c>null</c> if Meltano did, or if it is unknown.</summary>
    public string? Plugin { get; init; }

    /// <summary>Whether the plugin extracts, loads or does neither.</summary>
    public PluginRole Role { get; init; }

    /// <summary>The state id of the run that wrote it; <c>null</c> if the line does not name it.</summary>
    public string? StateId { get; init; }

    /// <summary>The Singer metric in the line, from its opening brace on; <c>null</c> if there is none.</summary>
    public string? Metric { get; init; }

    /// <summary>Whether an entry begins here. Other lines belong to the entry before.</summary>
    public bool Begins => Time is not null || Level is not null || Plugin is not null;
}
