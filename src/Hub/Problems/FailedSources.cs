using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Hub.Problems;

/// <summary>Sources whose evaluation failed unexpectedly, and when each is tried again. The others go on meanwhile.</summary>
/// <param name="report">Is told of a failure unless the source failed in the same way right before.</param>
internal sealed class FailedSources(Action<string, Exception> report)
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Failure> _failures = new(StringComparer.Ordinal);
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);

    /// <summary>When the next source is tried again; null if none waits for that.</summary>
    public DateTimeOffset? Next => _waiting.Count == 0 ? null : _waiting.Min(source => _failures[source].RetryAt);

    /// <summary>Whether the source is not evaluated for now.</summary>
    public bool IsWaiting(string source) => _waiting.Contains(source);

    /// <summary>The evaluation of a source failed.</summary>
    public void Add(string source, Exception exception, DateTimeOffset now)
    {
        // A source that went well for some time starts over.
        var before = _failures.GetValueOrDefault(source);
        before = before is null || now - before.RetryAt > LongestBackOff ? null : before;
        var inARow = (before?.InARow ?? 0) + 1;
        var backOff = BackOff.Ceiling(FirstBackOff, LongestBackOff, inARow);
        _failures[source] = new Failure(exception.GetType(), exception.Message, inARow, backOff, now + backOff);
        _waiting.Add(source);
        if (before is null || before.Type != exception.GetType() || before.Message != exception.Message)
        {
            report(source, exception);
        }
    }

    /// <summary>Sources whose time has come; they wait no longer.</summary>
    public IReadOnlyList<string> TakeDue(DateTimeOffset now)
    {
        if (_waiting.Count == 0)
        {
            return [];
        }

        // A clock that was set back does not hold them up.
        List<string> due = [.. _waiting.Where(source => _failures[source] is var failure && (failure.RetryAt <= now || failure.RetryAt - now > failure.BackOff))];
        _waiting.ExceptWith(due);
        return due;
    }

    private sealed record Failure(Type Type, string Message, int InARow, TimeSpan BackOff, DateTimeOffset RetryAt);
}
