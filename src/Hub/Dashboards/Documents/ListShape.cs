using System.Globalization;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>An array whose elements have one shape.</summary>
internal sealed class ListShape(int least, int most, ValueShape element) : ValueShape
{
    public override void Check(JsonNode? value, string pointer, DocumentErrors errors)
    {
        if (value is not JsonArray elements)
        {
            Refuse(value, pointer, "an array", errors);
            return;
        }

        if (elements.Count < least || elements.Count > most)
        {
            errors.Add(pointer, string.Create(CultureInfo.InvariantCulture, $"{NameOf(pointer)} has {elements.Count} entries, and may have {least} to {most}."));
        }

        foreach (var (place, entry) in elements.Take(most).Index())
        {
            element.Check(entry, JsonPlace.Of(pointer, place), errors);
        }
    }

    public override JsonObject ToSchema() => new() { ["type"] = "array", ["minItems"] = least, ["maxItems"] = most, ["items"] = element.ToSchema() };
}
