namespace FlextMonitor.Daemon.Runs;

/// <summary>Kinds of reasons for a <see cref="Refusal"/>.</summary>
internal enum RefusalReason
{
    /// <summary>The pipeline or run does not exist.</summary>
    NotFound,

    /// <summary>The present state does not allow it: the pipeline is running already, or the run has ended.</summary>
    WrongState,

    /// <summary>This source never supports it.</summary>
    NotSupported,
}
