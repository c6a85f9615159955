using System.Text.Json.Serialization;

namespace FlextMonitor.Hub.Alerts.Messages;

/// <summary>A report that a message brings.</summary>
public sealed record ReportNotice
{
    /// <summary>The type of its file.</summary>
    public const string ContentType = "application/pdf";

    /// <summary>The id of its file.</summary>
    public required string FileId { get; init; }

    /// <summary>The name of its file.</summary>
    public required string FileName { get; init; }

    /// <summary>The name of its schedule.</summary>
    public required string Title { get; init; }

    /// <summary>Where its range begins (UTC).</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where its range ends (UTC).</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The name of the zone of its local times, such as <c>Europe/Lisbon</c>.</summary>
    public required string Zone { get; init; }

    /// <summary>The daemons that it tells of, at least one.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Whose rights decided what it holds: an e-mail address.</summary>
    public required string Owner { get; init; }

    /// <summary>The length of the file, more than 0.</summary>
    public required long Bytes { get; init; }

    /// <summary>Whether channels that can carry a file bring it along. Others, and larger files, bring the link only.</summary>
    public required bool IsAttached { get; init; }

    /// <summary>When the link ends (UTC).</summary>
    public required DateTimeOffset LinkEndsAt { get; init; }

    /// <summary>How many earlier ones were not made because the monitor was away, 0 or more.</summary>
    public int Missed { get; init; }

    /// <summary>The file while it is being sent; null if it does not go along. It is not stored with the message.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte>? Content { get; init; }
}
