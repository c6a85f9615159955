namespace FlextMonitor.Hub.Audit;

/// <summary>
/// Keeps refusals from filling the store. Of each action by one caller from one network the first few within a window of time are recorded one by one; of the others only their number
/// is, when the window ends. Failures of callers that nobody knows are counted, too; those of others are recorded, because what failed may have been done in part.
/// </summary>
internal sealed class RefusalLimit(TimeProvider time)
{
    /// <summary>How many of one action by one caller from one network are recorded one by one.</summary>
    public const int OneByOne = 5;

    /// <summary>The most that are counted on their own. Further ones are counted by action alone.</summary>
    public const int MostCounts = 1000;

    /// <summary>How many of them may be by callers that nobody knows, so that a flood leaves room for the others.</summary>
    public const int MostUnknown = 100;

    /// <summary>The time after which they are recorded one by one again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, RefusalCount> _counts = [];
    private TaskCompletionSource _counting = New();

    /// <summary>Whether something is recorded by itself. If not, it was counted.</summary>
    public bool Allows(AuditEvent happened)
    {
        if (happened.Outcome == AuditOutcome.Done || happened is { Outcome: AuditOutcome.Failed, Who: not null })
        {
            return true;
        }

        lock (_gate)
        {
            return CountOf(happened).Add(happened.Address) <= OneByOne;
        }
    }

    /// <summary>Completes when something is counted.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _counting.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The numbers of those windows that have ended.</summary>
    public IReadOnlyList<AuditEvent> TakeEnded() => Take(count => time.GetElapsedTime(count.Since) >= Window);

    /// <summary>The numbers of all windows, which end with that.</summary>
    public IReadOnlyList<AuditEvent> TakeAll() => Take(_ => true);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RefusalCount CountOf(AuditEvent happened)
    {
        var key = new Key(happened.What, happened.WhoId ?? happened.Who, happened.Network);
        if (!_counts.ContainsKey(key) && _counts.Count >= (happened.Who is null ? MostUnknown : MostCounts))
        {
            key = new Key(happened.What, null, null);
        }

        if (!_counts.TryGetValue(key, out var count))
        {
            _counts[key] = count = key.Who is null ? new RefusalCount(time.GetTimestamp(), null, null) : new RefusalCount(time.GetTimestamp(), happened.Who, happened.WhoId);
            _counting.TrySetResult();
        }

        return count;
    }

    private List<AuditEvent> Take(Func<RefusalCount, bool> isDue)
    {
        lock (_gate)
        {
            var due = _counts.Where(count => isDue(count.Value)).ToList();
            due.ForEach(count => _counts.Remove(count.Key));
            if (_counts.Count == 0 && _counting.Task.IsCompleted)
            {
                _counting = New();
            }

            return [.. due.Select(count => count.Value.SummaryOf(count.Key.What)).OfType<AuditEvent>()];
        }
    }

    private readonly record struct Key(string What, string? Who, string? Network);
}
