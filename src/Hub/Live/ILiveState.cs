namespace FlextMonitor.Hub.Live;

/// <summary>Read access for other rooms to the latest values. It answers from memory.</summary>
public interface ILiveState
{
    /// <summary>The latest values of one daemon; null if none with that name was published.</summary>
    SourceSnapshot? Find(string source);
}
