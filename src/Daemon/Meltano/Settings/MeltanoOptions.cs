namespace FlextMonitor.Daemon.Meltano.Settings;

/// <summary>One Meltano project to serve, validated.</summary>
internal sealed record MeltanoOptions
{
    /// <summary>The section of the settings, <c>Meltano</c> or <c>Meltano:1</c>; messages name it.</summary>
    public required string Key { get; init; }

    /// <summary>The name of its source, 1 to 64 of <c>a-z 0-9 - _ .</c>: the setting, or made of the folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>Full path of the project's folder, which holds <c>meltano.yml</c>.</summary>
    public required string Project { get; init; }

    /// <summary>The system database as Meltano writes it; <c>null</c>: as the project says. Secret: it may hold a password.</summary>
    public string? DatabaseUri { get; init; }

    /// <summary>The folder in which the project's logs are; <c>null</c>: where Meltano writes them by itself.</summary>
    public string? LogDirectory { get; init; }

    /// <summary>The Meltano environment whose runs belong to the jobs; <c>null</c>: any.</summary>
    public string? Environment { get; init; }

    /// <summary>Whether runs may be started and cancelled.</summary>
    public bool AllowControl { get; init; }

    /// <summary>The time zone of the schedules; <c>null</c>: not set, and UTC is assumed.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    // A record prints all of its properties, and the password of the database must not get into a log.
    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Project})";
}
