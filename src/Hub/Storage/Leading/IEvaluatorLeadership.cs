namespace FlextMonitor.Hub.Storage.Leading;

/// <summary>Whether this process is the one that records, judges and tells people. One process does at a time.</summary>
public interface IEvaluatorLeadership
{
    /// <summary>Whether it is now.</summary>
    bool IsLeading { get; }

    /// <summary>Whether several processes may take turns, so that what is written carries the epoch of the term.</summary>
    bool IsShared { get; }

    /// <summary>Who leads, for people; empty if that is not known.</summary>
    string Leader { get; }

    /// <summary>Does work in each term of this process, until cancelled. Work that ends or fails within its term is not begun again in it.</summary>
    /// <param name="work">The work of one term. It must end when the term does.</param>
    /// <param name="cancellationToken">Ends the work, and returns with an <see cref="OperationCanceledException"/>.</param>
    Task RunAsync(Func<LeaderTerm, Task> work, CancellationToken cancellationToken);
}
