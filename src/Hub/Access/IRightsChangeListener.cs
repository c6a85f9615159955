namespace FlextMonitor.Hub.Access;

/// <summary>Is told when a process changed what somebody may do, so that a room can look it up again at once. Register any number.</summary>
public interface IRightsChangeListener
{
    /// <summary>Called after the change is stored. Must return at once and must not throw. Changes by other processes are not reported while Redis is away.</summary>
    void OnRightsChanged();
}
