namespace FlextMonitor.Collector.Settings;

/// <summary>One entry of <c>Daemons</c>, validated.</summary>
internal sealed record DaemonOptions
{
    /// <summary>The entry's path in the settings, such as <c>Daemons:1</c>; messages name it.</summary>
    public string Key { get; init; } = "Daemons:0";

    /// <summary>The source's name, unique: 1 to 64 of <c>a-z 0-9 - _ .</c></summary>
    public string Name { get; init; } = "default";

    /// <summary><c>http://host:port</c>, <c>https://host:port</c>, or <c>unix:/path</c> for a Unix domain socket on this machine.</summary>
    public required string Address { get; init; }

    /// <summary>Full gRPC service name.</summary>
    public string Service { get; init; } = "flext.FlextService";

    /// <summary>Time between samples, 0.1 s to 1 h.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time limit of a call, 0.1 s to 10 min. Less than 3 s fails on healthy daemons, which sample the CPU for a second inside the call.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The most of the daemon's time that sampling may take, in percent, 1 to 100: the time during which any of its calls is under way, where answers
    /// under 100 ms do not count. Slower answers make the interval longer.
    /// </summary>
    public int LoadPercent { get; init; } = 20;

    /// <summary>Sent as <c>authorization: Bearer</c>; <c>null</c> sends none. Secret: never logged.</summary>
    public string? Token { get; init; }

    /// <summary>PEM file of the authorities to trust instead of the system's; <c>null</c> trusts the system's.</summary>
    public string? CaCertificate { get; init; }

    /// <summary>PEM file of the client certificate to present; <c>null</c> presents none.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>PEM file of its key; <c>null</c> if <see cref="ClientCertificate"/> holds both.</summary>
    public string? ClientKey { get; init; }

    /// <summary>Largest answer accepted, in bytes, 1 KiB to 100 MiB.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary><see cref="MaxMessageBytes"/> in words that name its key, such as <c>the 1,024 bytes that Daemons:0:MaxMessageBytes allows</c>.</summary>
    public string MessageLimit => $"the {MaxMessageBytes:#,0} bytes that {Key}:{nameof(MaxMessageBytes)} allows";

    /// <summary>Executions kept in view, 1 to 1,000; running executions are kept beyond that number.</summary>
    public int ExecutionLimit { get; init; } = 50;

    /// <summary>
    /// Logs that all subscribers together may read at the same time, 1 to 1,000. Each takes a thread of a daemon that uses one thread per call. Daemons
    /// in Python usually have 10, and the executions that are followed take up to <see cref="Sources.RunFollower.MaxStreams"/>.
    /// </summary>
    public int LogLimit { get; init; } = 4;

    // A record prints all of its properties, and the token must not get into a log.
    public override string ToString() => $"{Name} ({Address})";
}
