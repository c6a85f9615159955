using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace FlextMonitor.Hub.Dashboards;

/// <summary>One version of a dashboard, for rooms that show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Owner">The owner's e-mail address; null if it belongs to the administrators or comes from a file.</param>
/// <param name="Version">The version, 1 or more.</param>
/// <param name="Range">The time that it shows, as the document says; null: the last hour.</param>
/// <param name="Widgets">In the order in which they are read; may be empty.</param>
public sealed record DashboardContent(string Id, string Title, string? Owner, int Version, JsonObject? Range, IReadOnlyList<DashboardWidget> Widgets)
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);

    /// <summary>The time that it shows at a moment.</summary>
    public (DateTimeOffset From, DateTimeOffset To) RangeAt(DateTimeOffset now) =>
        TimeOf("from") is { } from && TimeOf("to") is { } to ? (from, to)
        : Range?["last"] is { } last && last.GetValueKind() == JsonValueKind.String ? (now - XmlConvert.ToTimeSpan(last.GetValue<string>()), now)
        : (now - Usual, now);

    // The document was checked when it was saved.
    private DateTimeOffset? TimeOf(string name) => Range?[name] is { } time && time.GetValueKind() == JsonValueKind.String
        ? DateTimeOffset.Parse(time.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;
}

/// <summary>A widget of a dashboard.</summary>
/// <param name="Id">Its id in the document.</param>
/// <param name="Type">Its type, such as <c>chart</c>.</param>
/// <param name="IsKnown">Whether this version knows the type.</param>
/// <param name="X">Its column, 0–11.</param>
/// <param name="Y">Its row, 0 or more.</param>
/// <param name="Options">Its options, which are valid if the type is known.</param>
public sealed record DashboardWidget(string Id, string Type, bool IsKnown, int X, int Y, JsonObject Options);
