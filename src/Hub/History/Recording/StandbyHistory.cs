namespace FlextMonitor.Hub.History.Recording;

/// <summary>
/// What a process recorded while another one stores it. It keeps the changes of the last minute, which the other may not have stored if it dies, and drops those before.
/// </summary>
internal sealed class StandbyHistory(HistoryRecorder recorder)
{
    /// <summary>How often <see cref="Trim"/> is called: the leader stores several times as often.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private UnstoredHistory? _last;
    private bool _isLeading;

    /// <summary>Time passed while another process stores.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            if (!_isLeading)
            {
                _last = recorder.TakeUnstored();
            }
        }
    }

    /// <summary>This process stores from now on.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _isLeading = true;
            if (_last is { } last)
            {
                recorder.PutBack(last);
                _last = null;
            }
        }
    }

    /// <summary>Another process stores from now on.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isLeading = false;
        }
    }
}
