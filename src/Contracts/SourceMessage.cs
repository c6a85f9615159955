using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>What every message about a source carries: which daemon it is of, where it stands in order, and how fresh it is.</summary>
/// <remarks>
/// <see cref="Epoch"/> and <see cref="Sequence"/> order the values of one <see cref="Key"/>, never those of different keys:
/// a subscriber drops what is older than what it has for that key.
/// </remarks>
[DataContract]
public abstract record SourceMessage
{
    /// <summary>Name of the daemon as configured: 1 to 64 of <c>a-z 0-9 - _ .</c></summary>
    [DataMember(Name = "source")]
    public required string Source { get; init; }

    /// <summary>Which start of a collector this comes from: Unix milliseconds of that start, 1 to 2^53−1, growing with every start.</summary>
    [DataMember(Name = "epoch")]
    public required long Epoch { get; init; }

    /// <summary>Order within <see cref="Epoch"/>, 1 to 2^53−1, growing.</summary>
    [DataMember(Name = "sequence")]
    public required long Sequence { get; init; }

    /// <summary>When the daemon's answer that this comes from arrived (UTC, by the collector's clock); null where the daemon was never heard.</summary>
    [DataMember(Name = "observedAt")]
    public required DateTimeOffset? ObservedAt { get; init; }

    /// <summary>What this is a value of. Not sent: subscribers know it from the method and the fields.</summary>
    [JsonIgnore]
    [IgnoreDataMember]
    public MessageKey Key => KeyOf();

    /// <summary>Whether this says that the subject of its <see cref="Key"/> no longer exists. Not sent.</summary>
    [JsonIgnore]
    [IgnoreDataMember]
    public bool IsRemoval => MessageDescriptors.Of(this).IsRemoval;

    /// <summary>Whether this comes after <paramref name="other"/>, which must be a value of the same <see cref="Key"/>.</summary>
    public bool IsNewerThan(SourceMessage other)
    {
        ArgumentNullException.ThrowIfNull(other);

        return (Epoch, Sequence).CompareTo((other.Epoch, other.Sequence)) > 0;
    }

    // A method, because attributes of an overridden property are not inherited by serializers.
    private protected abstract MessageKey KeyOf();
}
