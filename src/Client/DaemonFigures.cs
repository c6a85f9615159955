namespace FlextMonitor.Client;

/// <summary>What a daemon reports of itself and its host.</summary>
public sealed record DaemonFigures
{
    /// <summary>CPU use, percent of the daemon's whole host, 0–100.</summary>
    public required Figure<double> CpuUsage { get; init; }

    /// <summary>Memory use, percent of the daemon's whole host, 0–100.</summary>
    public required Figure<double> MemoryUsage { get; init; }

    /// <summary>Percent of executions that succeeded, 0–100; not known either if there are none.</summary>
    public required Figure<double> SuccessRate { get; init; }

    /// <summary>Active pipelines, 0 or more.</summary>
    public required Figure<long> ActivePipelines { get; init; }

    /// <summary>Executions that the daemon has counted, 0 or more.</summary>
    public required Figure<long> TotalExecutions { get; init; }

    /// <summary>How long the daemon had been up when it answered, in seconds, 0 or more.</summary>
    public required Figure<long> UptimeSeconds { get; init; }

    /// <summary>Connections that are open at the daemon, 0 or more.</summary>
    public required Figure<long> ActiveConnections { get; init; }
}
