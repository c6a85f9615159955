using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Tables;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>Notices when a source, a feed or a component becomes another state. What is well when it is first seen is no change.</summary>
internal sealed class StateLedger
{
    /// <summary>The most changes that wait for a store that cannot be written. The oldest are dropped.</summary>
    private const int MostUnstored = 10_000;

    private const string Ok = "ok";
    private const string Failing = "failing";
    private const string Healthy = "healthy";
    private const string Unhealthy = "unhealthy";
    private const string Gone = "gone";

    private readonly Dictionary<(StateSubject Subject, string Name), string> _states = [];
    private readonly Queue<StateChange> _unstored = new();

    public void Take(SourceStatus status, DateTimeOffset at)
    {
        Note(new StateChange(status.Since, StateSubject.Source, "", Word(status.State), status.Error), well: null);
        if (status.State == SourceState.Connecting)
        {
            return;
        }

        foreach (var (name, feed) in status.Feeds)
        {
            Note(new StateChange(at, StateSubject.Feed, name, feed.Ok ? Ok : Failing, feed.Error), Ok);
        }
    }

    public void Take(HealthStatus health, DateTimeOffset at)
    {
        if (health.Fallback || health.Error is not null)
        {
            return;
        }

        foreach (var (name, component) in health.Components)
        {
            Note(new StateChange(at, StateSubject.Component, name, component.Healthy ? Healthy : Unhealthy, component.Message), Healthy);
        }

        foreach (var (subject, name) in _states.Keys.Where(key => key.Subject == StateSubject.Component && !health.Components.ContainsKey(key.Name)).ToList())
        {
            Note(new StateChange(at, subject, name, Gone, null), well: null);
            _states.Remove((subject, name));
        }
    }

    /// <summary>Takes what is not stored, the oldest first.</summary>
    public IReadOnlyList<StateChange> TakeUnstored()
    {
        IReadOnlyList<StateChange> taken = [.. _unstored];
        _unstored.Clear();
        return taken;
    }

    /// <summary>Gives back what could not be stored.</summary>
    public void PutBack(IReadOnlyList<StateChange> changes)
    {
        var newer = TakeUnstored();
        foreach (var change in changes.Concat(newer))
        {
            Add(change);
        }
    }

    private void Note(StateChange change, string? well)
    {
        var key = (change.Subject, change.Name);
        var isKnown = _states.TryGetValue(key, out var before);
        _states[key] = change.State;
        if (change.State != (isKnown ? before : well))
        {
            Add(change);
        }
    }

    private void Add(StateChange change)
    {
        _unstored.Enqueue(change);
        if (_unstored.Count > MostUnstored)
        {
            _unstored.Dequeue();
        }
    }

    private static string Word(SourceState state) => state switch
    {
        SourceState.Live => "live",
        SourceState.Degraded => "degraded",
        SourceState.Down => "down",
        _ => "connecting",
    };
}
