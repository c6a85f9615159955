namespace FlextMonitor.Daemon.Runs;

/// <summary>Kinds of reasons for a <see cref="Refusal"/>.</summary>
internal enum RefusalReason
{
    /// <summary>There is no such pipeline or run.</summary>
    NotFound,

    /// <summary>Not as things stand now: it runs already, or has ended.</summary>
    WrongState,

    /// <summary>This source never does that.</summary>
    NotSupported,
}
