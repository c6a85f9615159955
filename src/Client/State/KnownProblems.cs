using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>
/// Problems that were open on an earlier connection and that this one has not sent. Until their source has been evaluated they are neither open nor resolved.
/// <see cref="MonitorState"/> guards it with its lock.
/// </summary>
internal sealed class KnownProblems
{
    /// <summary>The most problems that are kept, over all sources; the oldest are forgotten.</summary>
    public const int Most = 10_000;

    private readonly OrderedDictionary<MessageKey, Problem> _open = [];

    /// <summary>Those of a source, the oldest first.</summary>
    public IReadOnlyList<Problem> Of(string source) =>
        _open.Count == 0 ? [] : [.. _open.Values.Where(problem => problem.Source == source).OrderBy(problem => problem.Since).ThenBy(problem => problem.Id, StringComparer.Ordinal)];

    /// <summary>Keeps one until its source is evaluated.</summary>
    public void Keep(Problem problem)
    {
        _open[problem.Key] = problem;
        if (_open.Count > Most)
        {
            _open.RemoveAt(0);
        }
    }

    /// <summary>Removes the problem that the hub has reported. Null if it is not known.</summary>
    public Problem? Take(MessageKey key) => _open.Remove(key, out var problem) ? problem : null;
}
