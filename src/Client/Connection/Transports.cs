using Microsoft.AspNetCore.Http.Connections;

namespace FlextMonitor.Client.Connection;

/// <summary>
/// Which transports the next attempt may use. SignalR itself tries another one if a transport is refused, but waits for ever where a proxy takes the request and
/// never answers it. A transport that did not open is left out for a time only if another one opened after it: otherwise the hub was away, which says nothing of it.
/// </summary>
internal sealed class Transports(TimeProvider time)
{
    private static readonly TimeSpan LeftOut = TimeSpan.FromMinutes(10);

    private static readonly HttpTransportType[] Steps =
    [
        HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling,
        HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling,
        HttpTransportType.LongPolling,
    ];

    private int _step;
    private int _least;
    private long _leastSince;

    /// <summary>Those of the next attempt. SignalR prefers them in the order WebSockets, server-sent events, long polling.</summary>
    public HttpTransportType Next
    {
        get
        {
            if (_least > 0 && time.GetElapsedTime(_leastSince) > LeftOut)
            {
                (_step, _least) = (0, 0);
            }

            return Steps[_step];
        }
    }

    /// <summary>Notes that the first of them did not open. Returns whether there are others; if not, all are tried again.</summary>
    public bool Failed()
    {
        _step++;
        if (_step < Steps.Length)
        {
            return true;
        }

        (_step, _least) = (0, 0);
        return false;
    }

    /// <summary>Notes that a connection opened.</summary>
    public void Opened()
    {
        if (_step > _least)
        {
            (_least, _leastSince) = (_step, time.GetTimestamp());
        }
    }

    /// <summary>Notes that an attempt failed for another reason.</summary>
    public void StartOver() => _step = _least;
}
