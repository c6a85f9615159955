using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>Reads documents that people or files hand in.</summary>
internal static class DocumentReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = DashboardLimits.DeepestJson, AllowDuplicateProperties = false };

    private static readonly ObjectShape Shape = new(
        new ShapedField("title", new TextShape(1, DashboardLimits.LongestTitle), IsRequired: true),
        new ShapedField("visibility", new WordShape(DashboardDocument.Private, DashboardDocument.Read, DashboardDocument.Edit), IsRequired: false, "private (also if it is missing), shared to read, or shared to edit."),
        new ShapedField("leastRole", new WordShape([.. Access.Roles.All]), IsRequired: false, "Shared with people of this role and above; with viewers if it is missing."),
        new ShapedField("range", new RangeShape(), IsRequired: false, "The time that is shown; the last hour if it is missing."),
        new ShapedField("widgets", new ListShape(0, DashboardLimits.MostWidgets, new WidgetShape()), IsRequired: false, "In reading order where the screen is narrow."));

    /// <summary>The document; null if something is wrong with it.</summary>
    /// <param name="json">UTF-8, which may begin with a byte order mark.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static DashboardDocument? Read(ReadOnlySpan<byte> json, DocumentErrors errors)
    {
        json = WithoutMark(json);
        JsonTextCheck.Run(json, errors);
        if (errors.Any || Parse(json, errors) is not { } content)
        {
            return null;
        }

        Shape.Check(content, "", errors);
        if (errors.Any)
        {
            return null;
        }

        CheckIds(content, errors);
        var document = DashboardDocument.Of(content.AsObject());
        var size = Encoding.UTF8.GetByteCount(document.ToString());
        if (size > DashboardLimits.LargestDocument)
        {
            errors.Add("", $"The document has {size} bytes, and may have {DashboardLimits.LargestDocument}.");
        }

        return errors.Any ? null : document;
    }

    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;

    /// <summary>The schema of documents, without its heading.</summary>
    public static JsonObject ToSchema() => Shape.ToSchema();

    private static JsonNode? Parse(ReadOnlySpan<byte> json, DocumentErrors errors)
    {
        try
        {
            var content = JsonNode.Parse(json, documentOptions: Strict);
            if (content is null)
            {
                errors.Add("", "The document is null, and must be an object.");
            }

            return content;
        }
        catch (JsonException exception)
        {
            // Everything else was found before.
            errors.Add("", $"A property stands twice: {exception.Message}", exception.LineNumber + 1);
            return null;
        }
    }

    private static void CheckIds(JsonNode content, DocumentErrors errors)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, widget) in (content["widgets"] as JsonArray ?? []).Index())
        {
            var id = (string)widget!["id"]!;
            if (!ids.Add(id))
            {
                errors.Add($"/widgets/{place}/id", $"id is '{id}', as that of an earlier widget, and must be unique.");
            }
        }
    }
}
