using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>An immutable map from names to values, in ordinal order of the names. Two maps with the same content are equal.</summary>
/// <remarks>Equality by content makes a record that holds a map comparable with an earlier value.</remarks>
/// <typeparam name="TValue">The type of the values; its equality is used.</typeparam>
[JsonConverter(typeof(ValueMapJsonConverterFactory))]
[MessagePackFormatter(typeof(ValueMapFormatter<>))]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "The contract calls it a map.")]
public sealed class ValueMap<TValue> : IReadOnlyDictionary<string, TValue>, IEquatable<ValueMap<TValue>>
{
    private readonly ImmutableSortedDictionary<string, TValue> _entries;

    private ValueMap(ImmutableSortedDictionary<string, TValue> entries) => _entries = entries;

    /// <summary>The empty map.</summary>
    [SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "Follows ImmutableDictionary.")]
    public static ValueMap<TValue> Empty { get; } = new(ImmutableSortedDictionary.Create<string, TValue>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <summary>The names, in ordinal order.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>The values, in ordinal order of their names.</summary>
    public IEnumerable<TValue> Values => _entries.Values;

    /// <inheritdoc/>
    public TValue this[string key] => _entries[key];

    /// <summary>A map of the given entries; the last of several entries with one name wins.</summary>
    [SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "Follows ImmutableDictionary.")]
    public static ValueMap<TValue> From(IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);

        var builder = Empty._entries.ToBuilder();
        foreach (var (name, value) in entries)
        {
            builder[name] = value;
        }

        return builder.Count == 0 ? Empty : new ValueMap<TValue>(builder.ToImmutable());
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value) => _entries.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ValueMap<TValue>? other) =>
        ReferenceEquals(this, other) || (other is not null && Count == other.Count && _entries.SequenceEqual(other._entries));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueMap<TValue>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, value) in _entries)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
