using System.Diagnostics.CodeAnalysis;

namespace FlextMonitor.Client;

/// <summary>A figure that is known or not. An unknown one has no value that could be mistaken for 0.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly record struct Figure<T>
    where T : struct
{
    private readonly T _value;
    private readonly string? _reason;

    /// <summary>Whether the daemon reported the figure and nothing since speaks against it.</summary>
    public bool IsKnown { get; private init; }

    /// <summary>The figure.</summary>
    /// <exception cref="InvalidOperationException">It is not known. The message says why.</exception>
    public T Value => IsKnown ? _value : throw new InvalidOperationException($"The figure is not known: {Reason}");

    /// <summary>The figure; <c>null</c> if it is not known.</summary>
    public T? OrNull => IsKnown ? _value : null;

    /// <summary>Why it is not known, for a person; <c>null</c> if it is.</summary>
    public string? Reason => IsKnown ? null : _reason ?? "nothing has been received yet";

    /// <summary>Since when it is not known (UTC, by the hub's clock); <c>null</c> if it is known, and if it never was or nobody says.</summary>
    public DateTimeOffset? UnknownSince { get; private init; }

    /// <summary>The last value that was known; <c>null</c> if there was none. Equal to <see cref="Value"/> if it is known.</summary>
    public T? LastKnown { get; private init; }

    /// <summary>When the daemon reported <see cref="LastKnown"/> (UTC, by the collector's clock); <c>null</c> if it never did.</summary>
    public DateTimeOffset? ObservedAt { get; private init; }

    /// <summary>The figure, if it is known.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsKnown;
    }

    /// <inheritdoc/>
    public override string ToString() => IsKnown ? $"{_value}" : "unknown";

    internal static Figure<T> Known(T value, DateTimeOffset? observedAt) => new(value, null) { IsKnown = true, LastKnown = value, ObservedAt = observedAt };

    internal static Figure<T> Unknown(string reason, DateTimeOffset? since = null, T? lastKnown = null, DateTimeOffset? observedAt = null) =>
        new(default, reason) { UnknownSince = since, LastKnown = lastKnown, ObservedAt = lastKnown is null ? null : observedAt };

    private Figure(T value, string? reason) => (_value, _reason) = (value, reason);
}
