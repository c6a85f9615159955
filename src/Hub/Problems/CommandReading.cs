using FlextMonitor.Hub.Problems.Commands;

namespace FlextMonitor.Hub.Problems;

/// <summary>Reads what people ask of the evaluator: all of it once the term has begun, and then whenever something was asked.</summary>
/// <param name="commands">Where to read; null if nobody can ask for anything.</param>
/// <param name="cancellationToken">Ends the reading.</param>
internal sealed class CommandReading(IProblemCommands? commands, CancellationToken cancellationToken)
{
    private bool _hasBegun;

    /// <summary>Completes when there is something to take.</summary>
    public Task Asked { get; private set; } = new TaskCompletionSource().Task;

    /// <summary>The evaluator knows the state of its sources, so that it can carry out what is asked.</summary>
    public void Begin()
    {
        if (commands is not null && !_hasBegun)
        {
            _hasBegun = true;
            Asked = Task.CompletedTask;
        }
    }

    /// <summary>What was asked; null if nothing was.</summary>
    public async Task<ProblemOrders?> TakeAsync()
    {
        if (commands is null || !Asked.IsCompleted)
        {
            return null;
        }

        await Asked.ConfigureAwait(false);
        var orders = await commands.ReadAsync(cancellationToken).ConfigureAwait(false);
        Asked = commands.WaitAsync(cancellationToken);
        return orders;
    }
}
