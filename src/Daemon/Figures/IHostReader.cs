namespace FlextMonitor.Daemon.Figures;

/// <summary>Reads this host's counters.</summary>
internal interface IHostReader
{
    /// <summary>Why this system has no such counters; <c>null</c> if it has.</summary>
    string? Unsupported { get; }

    /// <summary>Reads the counters.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="FormatException">They have another format than documented.</exception>
    HostReading Read();
}
