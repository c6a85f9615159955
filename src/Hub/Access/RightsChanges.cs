using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access;

/// <summary>Announces that this process changed what somebody may do. Answers that were looked up before are not used any more.</summary>
internal sealed partial class RightsChanges(IEnumerable<IRightsChangeListener> listeners, ILogger<RightsChanges> logger)
{
    private long _version;

    /// <summary>Grows with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Call it after a change is stored.</summary>
    public void Announce()
    {
        Interlocked.Increment(ref _version);
        foreach (var listener in listeners)
        {
            Tell(listener);
        }
    }

    private void Tell(IRightsChangeListener listener)
    {
        try
        {
            listener.OnRightsChanged();
        }
        catch (Exception exception)
        {
            // The change is stored. The caller and the other listeners do not depend on this one.
            Log.ListenerFailed(logger, exception, listener.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2063, LogLevel.Error, "{Listener} failed when rights changed")]
        public static partial void ListenerFailed(ILogger logger, Exception exception, string listener);
    }
}
