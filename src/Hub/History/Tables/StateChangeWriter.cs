using FlextMonitor.Hub.History.Recording;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>Writes the state changes of one source. What is stored already, or is no change of what is stored, is left out.</summary>
internal sealed class StateChangeWriter(HistoryDbContext context, int sourceId)
{
    public async Task WriteAsync(UnstoredSource source, CancellationToken cancellationToken)
    {
        if (source.StateChanges.Count == 0)
        {
            return;
        }

        var states = source.BaseStart is null
            ? new Dictionary<(StateSubject, string), string>()
            : await ReadStatesAsync(cancellationToken).ConfigureAwait(false);
        var stored = await ReadStoredAsync(source.StateChanges.Min(change => change.At), cancellationToken).ConfigureAwait(false);
        foreach (var change in source.StateChanges.Where(change => !stored.Contains((change.At, change.Subject, change.Name, change.State))))
        {
            if (!states.Remove((change.Subject, change.Name), out var state) || state != change.State)
            {
                context.StateChanges.Add(ToRow(change));
            }
        }
    }

    // A transaction may have been committed although its answer was lost.
    private async Task<HashSet<(DateTimeOffset At, StateSubject Subject, string Name, string State)>> ReadStoredAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var stored = await context.StateChanges.AsNoTracking().Where(change => change.SourceId == sourceId && change.At >= since)
            .Select(change => new { change.At, change.Subject, change.Name, change.State }).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(change => (change.At, change.Subject, change.Name, change.State))];
    }

    // A term knows no states of the one before: what it sees first may be no change.
    private async Task<Dictionary<(StateSubject Subject, string Name), string>> ReadStatesAsync(CancellationToken cancellationToken)
    {
        var newest = await context.StateChanges.AsNoTracking().Where(change => change.SourceId == sourceId)
            .GroupBy(change => new { change.Subject, change.Name }).Select(changes => changes.Max(change => change.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return await context.StateChanges.AsNoTracking().Where(change => newest.Contains(change.Id))
            .ToDictionaryAsync(change => (change.Subject, change.Name), change => change.State, cancellationToken).ConfigureAwait(false);
    }

    private StateChangeRow ToRow(StateChange change) => new()
    {
        SourceId = sourceId,
        At = change.At,
        Subject = change.Subject,
        Name = change.Name,
        State = change.State,
        Message = change.Message,
    };
}
