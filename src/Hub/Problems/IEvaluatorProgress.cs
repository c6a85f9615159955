namespace FlextMonitor.Hub.Problems;

/// <summary>Whether this process evaluates.</summary>
public interface IEvaluatorProgress
{
    /// <summary>Whether sources were evaluated lately and problems can be stored.</summary>
    bool Moves { get; }
}
