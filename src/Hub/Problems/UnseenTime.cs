namespace FlextMonitor.Hub.Problems;

/// <summary>When something could not be seen lately, so that timers stand still meanwhile.</summary>
internal sealed class UnseenTime
{
    private const int Most = 256;

    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _gaps = [];
    private DateTimeOffset? _from;

    /// <summary>It can no longer be seen; nothing happens if it could not before.</summary>
    public void Pause(DateTimeOffset at) => _from ??= at;

    /// <summary>It can be seen again; nothing happens if it could before.</summary>
    public void Continue(DateTimeOffset at)
    {
        if (_from is not { } from)
        {
            return;
        }

        _from = null;
        _gaps.Add((from, at));
        if (_gaps.Count > Most)
        {
            _gaps.RemoveAt(0);
        }
    }

    /// <summary>For how long it could not be seen from a time until it could last be seen again.</summary>
    public TimeSpan Since(DateTimeOffset from)
    {
        var unseen = TimeSpan.Zero;
        for (var place = _gaps.Count - 1; place >= 0 && _gaps[place].To > from; place--)
        {
            unseen += _gaps[place].To - (_gaps[place].From > from ? _gaps[place].From : from);
        }

        return unseen;
    }
}
