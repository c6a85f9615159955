using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>The fields of a source's hash: <c>Status</c> for a kind with one value, <c>Execution:run-1</c> for one of several, <c>!collector</c> for a publisher's marker.</summary>
internal static class FeedField
{
    private const char Separator = ':';
    private const char Marker = '!';

    /// <summary>The field of a value.</summary>
    public static string Of(MessageKey key) => key.Id is null ? key.Kind.ToString() : $"{key.Kind}{Separator}{key.Id}";

    /// <summary>The field that says that a publisher has written all of its part.</summary>
    public static string MarkerOf(FeedPart part) => Marker + part.Publisher;

    /// <summary>The key of a value; null for a marker, and for a kind that only a newer release knows.</summary>
    public static MessageKey? KeyOf(string source, string field)
    {
        var separator = field.IndexOf(Separator, StringComparison.Ordinal);
        var kind = separator < 0 ? field : field[..separator];
        return Enum.TryParse<MessageKind>(kind, out var known) && known.ToString() == kind
            ? new MessageKey(source, known, separator < 0 ? null : field[(separator + 1)..])
            : null;
    }
}
