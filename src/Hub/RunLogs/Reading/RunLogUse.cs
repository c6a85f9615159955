namespace FlextMonitor.Hub.RunLogs.Reading;

/// <summary>Keeps a log open while somebody reads its lines.</summary>
internal sealed class RunLogUse(RunLogStore store, RunLogKey key, RunLog log) : IDisposable
{
    /// <summary>The log.</summary>
    public RunLog Log => log;

    public void Dispose() => store.Close(key);
}
