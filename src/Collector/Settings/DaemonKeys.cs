namespace FlextMonitor.Collector.Settings;

/// <summary>The keys of an entry of <c>Daemons</c>, in the order in which messages list them, with their descriptions for <c>--help</c>.</summary>
internal static class DaemonKeys
{
    public static IReadOnlyList<KeyValuePair<string, string>> Described { get; } =
    [
        new(nameof(DaemonOptions.Name), "unique name of the source, 1 to 64 of a-z 0-9 - _ . (default)"),
        new(nameof(DaemonOptions.Address), "http://host:port, https://host:port or unix:/path/to/socket"),
        new(nameof(DaemonOptions.Service), "full gRPC service name (flext.FlextService)"),
        new(nameof(DaemonOptions.Interval), "time between samples, 0.1 s to 1 h (00:00:01)"),
        new(nameof(DaemonOptions.Deadline), "time limit of a call, 0.1 s to 10 min (00:00:05)"),
        new(nameof(DaemonOptions.LoadPercent), "most of the daemon's time that sampling may take, 1 to 100 percent; slow answers make the interval longer (20)"),
        new(nameof(DaemonOptions.Token), "bearer token to send; secret (none)"),
        new(nameof(DaemonOptions.CaCertificate), "PEM file of the authorities to trust (those of the system)"),
        new(nameof(DaemonOptions.ClientCertificate), "PEM file of the certificate to present (none)"),
        new(nameof(DaemonOptions.ClientKey), "PEM file of its key, if the certificate's file does not hold it (none)"),
        new(nameof(DaemonOptions.MaxMessageBytes), "largest answer accepted, in bytes (4194304)"),
        new(nameof(DaemonOptions.ExecutionLimit), "executions kept in view, 1 to 1000 (50)"),
        new(nameof(DaemonOptions.LogLimit), "logs read at the same time, 1 to 1000 (4)"),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Described.Select(key => key.Key)];
}
