using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Commands;

namespace FlextMonitor.Hub.Problems;

/// <summary>Gathers what an evaluation has to publish, the latest value of each key.</summary>
/// <param name="stamp">Orders what the evaluator says in one term.</param>
/// <param name="newId">Makes the id of a problem that opens at a time.</param>
internal sealed class EvaluationOutput(MessageStamp stamp, Func<DateTimeOffset, string> newId)
{
    private readonly Dictionary<MessageKey, SourceMessage> _messages = [];

    /// <summary>The term's epoch.</summary>
    public long Epoch => stamp.Epoch;

    /// <summary>What people did about open problems.</summary>
    public Suppressions Suppressions { get; } = new();

    public string NewProblemId(DateTimeOffset openedAt) => newId(openedAt);

    /// <summary>Adds a message.</summary>
    /// <returns>The message with its place in the order.</returns>
    public TMessage Add<TMessage>(TMessage message)
        where TMessage : SourceMessage
    {
        var stamped = stamp.Stamp(message);
        _messages[stamped.Key] = stamped;
        return stamped;
    }

    /// <summary>Whether a problem is about to be resolved.</summary>
    public bool Resolves(Problem problem) => _messages.GetValueOrDefault(problem.Key) is ProblemResolved;

    /// <summary>Drops what was gathered of a source.</summary>
    public void Discard(string source)
    {
        foreach (var key in _messages.Keys.Where(key => key.Source == source).ToList())
        {
            _messages.Remove(key);
        }
    }

    /// <summary>Takes what was gathered, in the order of a batch.</summary>
    public IReadOnlyList<SourceMessage> Drain()
    {
        if (_messages.Count == 0)
        {
            return [];
        }

        SourceMessage[] drained = [.. _messages.Values.OrderBy(message => message.Key.Kind)];
        _messages.Clear();
        return drained;
    }
}
