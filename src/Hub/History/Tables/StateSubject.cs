namespace FlextMonitor.Hub.History.Tables;

/// <summary>What a state change is about.</summary>
internal enum StateSubject
{
    Source,
    Feed,
    Component,
}
