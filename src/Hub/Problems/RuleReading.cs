using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Reads the rules: once when the term begins, and then whenever they change.</summary>
/// <param name="source">Where to read; null if the built-in rules hold.</param>
/// <param name="cancellationToken">Ends the reading.</param>
internal sealed class RuleReading(IRuleSource? source, CancellationToken cancellationToken)
{
    private IReadOnlyList<Rule>? _taken;

    /// <summary>Completes when there is something to take.</summary>
    public Task Changed { get; private set; } = source is null ? new TaskCompletionSource().Task : Task.CompletedTask;

    /// <summary>The rules if they are not those that were last taken; null if they are.</summary>
    public IReadOnlyList<Rule>? Take()
    {
        if (source is null || !Changed.IsCompleted)
        {
            return null;
        }

        var before = _taken;
        _taken = source.Current;
        Changed = source.WaitForChangeAsync(_taken, cancellationToken);
        return ReferenceEquals(before, _taken) ? null : _taken;
    }
}
