namespace FlextMonitor.Daemon.Figures;

/// <summary>Reads this host's counters.</summary>
internal interface IHostReader
{
    /// <summary>Why there is nothing to read on this system; null where there is.</summary>
    string? Unsupported { get; }

    /// <summary>Reads them now.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="FormatException">They are not as documented.</exception>
    HostReading Read();
}
