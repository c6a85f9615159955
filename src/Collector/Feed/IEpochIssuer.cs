namespace FlextMonitor.Collector.Feed;

/// <summary>Issues the epoch of each new term of a publisher (a collector of one source, the evaluator).</summary>
public interface IEpochIssuer
{
    /// <summary>An epoch greater than all that were issued before: the greater of the Unix milliseconds and the previous epoch + 1.</summary>
    long IssueNext();
}
