using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>The fields that every message about a source carries: the daemon's name, the order, and the age.</summary>
/// <remarks>
/// <see cref="Epoch"/> and <see cref="Sequence"/> order the values of one <see cref="Key"/>, never those of different keys.
/// A subscriber ignores a message that is older than the value that it has for the same key.
/// </remarks>
[DataContract]
public abstract record SourceMessage
{
    /// <summary>Name of the daemon as configured, 1 to 64 characters of <c>a-z 0-9 - _ .</c>; or <c>_monitor</c>, the monitor itself.</summary>
    [DataMember(Name = "source")]
    public required string Source { get; init; }

    /// <summary>The publisher's term: the Unix milliseconds at which it began, or the previous epoch + 1 if that is greater; 1 to 2^53−1.</summary>
    [DataMember(Name = "epoch")]
    public required long Epoch { get; init; }

    /// <summary>The order within <see cref="Epoch"/>, increasing, 1 to 2^53−1.</summary>
    [DataMember(Name = "sequence")]
    public required long Sequence { get; init; }

    /// <summary>When the daemon's answer behind this message arrived (UTC, by the collector's clock); null if the daemon has never answered.</summary>
    [DataMember(Name = "observedAt")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Identifies what this message describes. Not sent: subscribers know it from the method and the fields.</summary>
    [JsonIgnore]
    [IgnoreDataMember]
    public MessageKey Key => KeyOf();

    /// <summary>Whether this message means that the subject of its <see cref="Key"/> no longer exists. Not sent.</summary>
    [JsonIgnore]
    [IgnoreDataMember]
    public bool IsRemoval => MessageDescriptors.Of(this).IsRemoval;

    /// <summary>Whether this message comes after <paramref name="other"/>, which must have the same <see cref="Key"/>.</summary>
    public bool IsNewerThan(SourceMessage other)
    {
        ArgumentNullException.ThrowIfNull(other);

        return (Epoch, Sequence).CompareTo((other.Epoch, other.Sequence)) > 0;
    }

    /// <summary>Whether this has the place in the order of <paramref name="other"/>, which must be a value of the same <see cref="Key"/>.</summary>
    public bool HasSameStampAs(SourceMessage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Epoch == other.Epoch && Sequence == other.Sequence;
    }

    // A method, because attributes of an overridden property are not inherited by serializers.
    private protected abstract MessageKey KeyOf();
}
