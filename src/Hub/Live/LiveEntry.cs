using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>One value of one key, as the live state holds it. A newer value is a new entry.</summary>
internal sealed class LiveEntry(SourceMessage message, long version, int sourceIndex)
{
    private readonly ReadOnlyMemory<byte>?[] _encoded = new ReadOnlyMemory<byte>?[2];
    private bool _hasLeftView;

    public SourceMessage Message { get; } = message;

    public long Version { get; } = version;

    /// <summary>Whether this only tells how something ended that is no longer in view. A new subscriber does not need it.</summary>
    public bool IsPast => Message.IsRemoval || _hasLeftView;

    /// <summary>The order in which entries are sent: source by source, in each by kind, executions newest first.</summary>
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

    /// <summary>Whether it has been written to anybody who waited for news.</summary>
    public bool Written { get; set; }

    private int SourceIndex { get; } = sourceIndex;

    /// <summary>Newer executions have taken its place. A subscriber that was told that it runs must still learn that it ended.</summary>
    public void LeaveView() => _hasLeftView = true;

    /// <summary>The bytes of this value in one protocol, made once however many subscribers there are.</summary>
    public ReadOnlyMemory<byte> EncodedBy(MessageEncoder encoder, int protocol) =>
        _encoded[protocol] ??= encoder.Encode(Message, protocol);
}
