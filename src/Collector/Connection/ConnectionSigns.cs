namespace FlextMonitor.Collector.Connection;

/// <summary>What is seen of a connection below its calls. Every server of HTTP/2 speaks first (RFC 9113, section 3.4), so one that says nothing is none.</summary>
internal sealed class ConnectionSigns
{
    private volatile bool _isMute;

    /// <summary>Whether it was opened and nothing has come over it since.</summary>
    public bool IsMute => _isMute;

    public void Opened() => _isMute = true;

    public void Spoke() => _isMute = false;
}
