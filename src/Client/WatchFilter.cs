using FlextMonitor.Contracts;

namespace FlextMonitor.Client;

/// <summary>Which changes a reader wants. Without anything set, all.</summary>
public sealed record WatchFilter
{
    /// <summary>The daemons, by name; empty means all.</summary>
    public IReadOnlyCollection<string> Sources { get; init; } = [];

    /// <summary>The kinds of values; empty means all.</summary>
    public IReadOnlyCollection<MessageKind> Kinds { get; init; } = [];

    internal bool Includes(MessageKey key) =>
        (Sources.Count == 0 || Sources.Contains(key.Source)) && (Kinds.Count == 0 || Kinds.Contains(key.Kind));
}
