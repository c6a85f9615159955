namespace FlextMonitor.Hub.Live;

/// <summary>The latest value of everything that is monitored, as far as other rooms may read it. Answers from memory.</summary>
public interface ILiveState
{
    /// <summary>The latest of one daemon; null where no daemon of that name has been heard of.</summary>
    SourceSnapshot? Find(string source);
}
