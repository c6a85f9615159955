namespace FlextMonitor.Collector.Settings;

/// <summary>One entry of <c>Daemons</c>, checked.</summary>
internal sealed record DaemonOptions
{
    /// <summary>Where it stands in the settings, such as <c>Daemons:1</c>; names the key in messages.</summary>
    public string Key { get; init; } = "Daemons:0";

    /// <summary>The source's name, unique: 1 to 64 of <c>a-z 0-9 - _ .</c></summary>
    public string Name { get; init; } = "default";

    /// <summary><c>http://host:port</c>, <c>https://host:port</c>, or <c>unix:/path</c> for a daemon on this machine's file system.</summary>
    public required string Address { get; init; }

    /// <summary>Full gRPC service name.</summary>
    public string Service { get; init; } = "flext.FlextService";

    /// <summary>Time between samples, 0.1 s to 1 h.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a call may take, 0.1 s to 10 min. Under 3 s fails on healthy daemons, which sample the CPU for a second inside the call.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Sent as <c>authorization: Bearer</c>; null sends none. Secret: never logged.</summary>
    public string? Token { get; init; }

    /// <summary>PEM file of the authorities to trust instead of the system's; null trusts the system's.</summary>
    public string? CaCertificate { get; init; }

    /// <summary>PEM file of the certificate to show; null shows none.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>PEM file of its key; null where <see cref="ClientCertificate"/> holds both.</summary>
    public string? ClientKey { get; init; }

    /// <summary>Largest answer taken, in bytes, 1 KiB to 100 MiB.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Executions kept in view, 1 to 1,000, running ones beyond.</summary>
    public int ExecutionLimit { get; init; } = 50;

    /// <summary>
    /// Logs that are read at once, by all subscribers together, 1 to 1,000. Each takes a thread of a daemon that has one for every call; those in
    /// Python have 10 as a rule, and the executions that are followed take up to <see cref="Sources.RunFollower.MaxStreams"/>.
    /// </summary>
    public int LogLimit { get; init; } = 4;

    // A record prints all it holds; the token must not get into a log that way.
    public override string ToString() => $"{Name} ({Address})";
}
