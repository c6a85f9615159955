using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Since when the components of one source are as they are.</summary>
internal sealed class ComponentChanges
{
    /// <summary>Stands for what the daemon says of itself as a whole. No component has an empty key.</summary>
    public const string Whole = "";

    private Dictionary<string, ComponentChange> _byKey = new(StringComparer.Ordinal);
    private bool _isWatched;

    public ComponentChange? Of(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Nothing confirms the components now: what has changed when they are seen again may have changed before.</summary>
    public void Interrupt() => _isWatched = false;

    /// <summary>The components are confirmed as they are, so the next change will be observed.</summary>
    public void Confirm() => _isWatched = true;

    /// <summary>Takes in a health answer that is not a fallback.</summary>
    /// <param name="health">The answer.</param>
    /// <param name="at">When it was observed.</param>
    public void Take(HealthStatus health, DateTimeOffset at)
    {
        var changes = new Dictionary<string, ComponentChange>(StringComparer.Ordinal) { [Whole] = Next(Whole, health.Healthy, at) };
        foreach (var (key, component) in health.Components)
        {
            changes[key] = Next(key, component.Healthy, at);
        }

        _byKey = changes;
        _isWatched = true;
    }

    private ComponentChange Next(string key, bool healthy, DateTimeOffset at) =>
        Of(key) is { } before && before.Healthy == healthy ? before : new ComponentChange(healthy, at, _isWatched);
}
