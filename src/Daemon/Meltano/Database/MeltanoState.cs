namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>The column <c>state</c>.</summary>
internal enum MeltanoState
{
    /// <summary>Any word that Meltano 2 to 4 does not write.</summary>
    Unknown,

    /// <summary><c>IDLE</c>: made, but not started.</summary>
    Idle,

    /// <summary><c>RUNNING</c>.</summary>
    Running,

    /// <summary><c>SUCCESS</c>.</summary>
    Success,

    /// <summary><c>FAIL</c>.</summary>
    Fail,

    /// <summary><c>DEAD</c>.</summary>
    Dead,

    /// <summary><c>STATE_EDIT</c>: no run, but a change of the state by a person.</summary>
    StateEdit,
}
