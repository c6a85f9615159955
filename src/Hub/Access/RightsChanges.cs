using FlextMonitor.Collector.Cluster;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access;

/// <summary>Announces to all processes that somebody may do something else. Answers that were looked up before are not used any more.</summary>
internal sealed partial class RightsChanges(IEnumerable<IRightsChangeListener> listeners, ILogger<RightsChanges> logger, ClusterSignals? signals = null)
{
    /// <summary>Callers share counters, so that there is no end of them to remember.</summary>
    private const int Counters = 256;

    private readonly long[] _versions = new long[Counters];
    private long _version;

    /// <summary>Grows with every change that may concern a caller.</summary>
    public long VersionOf(Caller caller) => Interlocked.Read(ref _version) + Interlocked.Read(ref CounterOf(caller));

    /// <summary>Answers about a caller that were looked up before are not used any more. Nobody is told: call <see cref="Announce(Caller)"/> if something changed.</summary>
    public void Forget(Caller caller) => Interlocked.Increment(ref CounterOf(caller));

    /// <summary>Call it after a change is stored that may concern several callers.</summary>
    public void Announce()
    {
        ForgetAll();
        signals?.SendToOthers(ClusterTopics.RightsChanged);
    }

    /// <summary>Call it after a change is stored that concerns one caller alone.</summary>
    public void Announce(Caller caller)
    {
        Forget(caller);
        TellAll();
        signals?.SendToOthers(ClusterTopics.RightsChanged);
    }

    /// <summary>Begins to hear what other processes announce.</summary>
    public void Listen() => signals?.Listen(ClusterTopics.RightsChanged, _ => ForgetAll());

    private void ForgetAll()
    {
        Interlocked.Increment(ref _version);
        TellAll();
    }

    private ref long CounterOf(Caller caller) => ref _versions[(uint)caller.GetHashCode() % Counters];

    private void TellAll()
    {
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
