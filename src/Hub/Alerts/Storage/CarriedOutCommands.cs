namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Lets those who asked something of the evaluator wait until it is done.</summary>
internal sealed class CarriedOutCommands
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, TaskCompletionSource> _waiting = [];

    /// <summary>Completes when a command was carried out, and that is stored. To be called in the transaction that stores the command, or it may have been carried out before.</summary>
    public Task WaitAsync(long number)
    {
        lock (_gate)
        {
            return (_waiting[number] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Nobody waits for a command any more.</summary>
    public void Forget(long number)
    {
        lock (_gate)
        {
            _waiting.Remove(number);
        }
    }

    /// <summary>Commands were carried out, by this process or another, and that is stored.</summary>
    public void Note(IReadOnlyList<long> carriedOut)
    {
        lock (_gate)
        {
            foreach (var number in carriedOut)
            {
                if (_waiting.Remove(number, out var waiting))
                {
                    waiting.TrySetResult();
                }
            }
        }
    }
}
