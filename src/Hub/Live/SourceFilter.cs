using System.Collections.Frozen;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Live;

/// <summary>The daemons whose values a connection is sent. Equal filters share the same bytes.</summary>
internal sealed class SourceFilter : IEquatable<SourceFilter>
{
    private readonly FrozenSet<string>? _sources;
    private readonly string _identity;
    private readonly int _hash;

    private SourceFilter(FrozenSet<string>? sources)
    {
        _sources = sources;
        _identity = sources is null ? "" : $"/{string.Join('/', sources.Order(StringComparer.Ordinal))}";
        _hash = _identity.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Includes all daemons.</summary>
    public static SourceFilter All { get; } = new(null);

    /// <summary>Includes the named daemons; empty means all.</summary>
    public static SourceFilter Of(IReadOnlyCollection<string> sources) =>
        sources.Count == 0 ? All : new(sources.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Includes the daemons that may be seen, perhaps none.</summary>
    public static SourceFilter Permitting(Rights rights) =>
        rights.Sources is { } sources ? new(sources.ToFrozenSet(StringComparer.Ordinal)) : All;

    /// <summary>The included daemons, in ordinal order; empty means all, unless the filter includes none.</summary>
    public IReadOnlyList<string> Names => _sources is null ? [] : [.. _sources.Order(StringComparer.Ordinal)];

    /// <summary>Includes what both include.</summary>
    public SourceFilter And(SourceFilter other) => (_sources, other._sources) switch
    {
        (null, _) => other,
        (_, null) => this,
        var (sources, others) => new(sources.Where(others.Contains).ToFrozenSet(StringComparer.Ordinal)),
    };

    /// <summary>Whether a source is included; the monitor itself always is.</summary>
    public bool Includes(string source) => _sources is null || source == SourceNames.Monitor || _sources.Contains(source);

    public bool Equals(SourceFilter? other) => other is not null && (ReferenceEquals(this, other) || (_hash == other._hash && _identity == other._identity));

    public override bool Equals(object? obj) => Equals(obj as SourceFilter);

    public override int GetHashCode() => _hash;
}
