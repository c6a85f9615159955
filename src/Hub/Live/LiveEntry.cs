using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>One value of one key in the live state. A newer value is a new entry.</summary>
internal sealed class LiveEntry(SourceMessage message, long version, int sourceIndex)
{
    private readonly ReadOnlyMemory<byte>?[] _encoded = new ReadOnlyMemory<byte>?[2];

    public SourceMessage Message { get; } = message;

    public long Version { get; } = version;

    /// <summary>Whether this is a removal or a value that is no longer in view. A new subscriber does not need it.</summary>
    public bool IsPast => Message.IsRemoval || HasLeftView;

    /// <summary>The order in which entries are sent: grouped by source, then by kind, executions newest first.</summary>
    public static Comparison<LiveEntry> SendingOrder { get; } = (left, right) =>
    {
        var order = left.SourceIndex.CompareTo(right.SourceIndex);
        if (order == 0)
        {
            order = left.Message.Key.Kind.CompareTo(right.Message.Key.Kind);
        }

        if (order == 0)
        {
            order = ExecutionOrder.NewestFirst.Compare(left.Message as ExecutionData, right.Message as ExecutionData);
        }

        return order != 0 ? order : string.CompareOrdinal(left.Message.Key.Id, right.Message.Key.Id);
    };

    /// <summary>Whether it has been written to a subscriber that was waiting for changes.</summary>
    public bool Written { get; set; }

    private int SourceIndex { get; } = sourceIndex;

    /// <summary>
    /// Whether newer executions have taken its place, or the feed no longer has it. Subscribers that received it must still learn how it ended.
    /// </summary>
    public bool HasLeftView { get; private set; }

    public void LeaveView() => HasLeftView = true;

    /// <summary>The bytes of this value in one protocol, encoded once for all subscribers; empty if it cannot be encoded, which the next call tries again.</summary>
    public ReadOnlyMemory<byte> EncodedBy(MessageEncoder encoder, int protocol)
    {
        if (_encoded[protocol] is { } known)
        {
            return known;
        }

        var bytes = encoder.Encode(Message, protocol);
        if (!bytes.IsEmpty)
        {
            _encoded[protocol] = bytes;
        }

        return bytes;
    }
}
