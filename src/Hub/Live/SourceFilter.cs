using System.Collections.Frozen;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>The daemons that a connection watches. Equal filters share the same bytes.</summary>
internal sealed class SourceFilter : IEquatable<SourceFilter>
{
    private readonly FrozenSet<string>? _sources;
    private readonly string _identity;

    private SourceFilter(FrozenSet<string>? sources)
    {
        _sources = sources;
        _identity = sources is null ? "" : string.Join('/', sources.Order(StringComparer.Ordinal));
    }

    /// <summary>Includes all daemons.</summary>
    public static SourceFilter All { get; } = new(null);

    /// <summary>Includes the named daemons; empty means all.</summary>
    public static SourceFilter Of(IReadOnlyCollection<string> sources) =>
        sources.Count == 0 ? All : new(sources.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>The included daemons, in ordinal order; empty means all.</summary>
    public IReadOnlyList<string> Names => _sources is null ? [] : [.. _sources.Order(StringComparer.Ordinal)];

    /// <summary>Whether a source is included; the monitor itself always is.</summary>
    public bool Includes(string source) => _sources is null || source == SourceNames.Monitor || _sources.Contains(source);

    public bool Equals(SourceFilter? other) => other is not null && _identity == other._identity;

    public override bool Equals(object? obj) => Equals(obj as SourceFilter);

    public override int GetHashCode() => _identity.GetHashCode(StringComparison.Ordinal);
}
