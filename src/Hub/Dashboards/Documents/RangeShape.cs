using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>The time that a dashboard shows: <c>{ "last": "PT1H" }</c>, or <c>{ "from": …, "to": … }</c>.</summary>
internal sealed class RangeShape : ValueShape
{
    private const string AllowedTime = "a time in ISO 8601, such as 2026-01-02T03:04:05Z";
    private const string AllowedDuration = "a duration in ISO 8601 from PT1M to P3660D, such as PT1H";

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>As long as the coarsest figures are kept.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    public override void Check(JsonNode? value, string pointer, DocumentErrors errors)
    {
        if (value is not JsonObject range)
        {
            Refuse(value, pointer, "an object, or null for the last hour", errors);
            return;
        }

        var hasLast = range["last"] is not null;
        if (hasLast == (range["from"] is not null || range["to"] is not null))
        {
            errors.Add(pointer, "range must have either last, or from and to.");
            return;
        }

        if (hasLast)
        {
            CheckLast(range["last"], JsonPlace.Of(pointer, "last"), errors);
            return;
        }

        var (from, to) = (TimeOf(range["from"], JsonPlace.Of(pointer, "from"), errors), TimeOf(range["to"], JsonPlace.Of(pointer, "to"), errors));
        if (from >= to)
        {
            errors.Add(JsonPlace.Of(pointer, "to"), "to must be later than from.");
        }
    }

    public override JsonObject ToSchema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["last"] = new JsonObject { ["type"] = "string", ["format"] = "duration", ["description"] = $"The time up to now: {AllowedDuration}." },
            ["from"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            ["to"] = new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "Later than from." },
        },
        ["oneOf"] = new JsonArray(Requires("last"), Requires("from", "to")),
    };

    private static JsonObject Requires(params string[] names) => new() { ["required"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };

    private static void CheckLast(JsonNode? value, string pointer, DocumentErrors errors)
    {
        if (value?.GetValueKind() != JsonValueKind.String || DurationOf(value.GetValue<string>()) is not { } last || last < Shortest || last > Longest)
        {
            Refuse(value, pointer, AllowedDuration, errors);
        }
    }

    private static TimeSpan? DurationOf(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static DateTimeOffset? TimeOf(JsonNode? value, string pointer, DocumentErrors errors)
    {
        if (value?.GetValueKind() == JsonValueKind.String && IsTime(value.GetValue<string>(), out var time))
        {
            return time;
        }

        Refuse(value, pointer, AllowedTime, errors);
        return null;
    }

    private static bool IsTime(string text, out DateTimeOffset time)
    {
        time = default;
        return text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }
}
