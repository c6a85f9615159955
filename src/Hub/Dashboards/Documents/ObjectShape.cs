using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>An object with some known fields. Others are kept as they are: a newer version may know them.</summary>
internal sealed class ObjectShape(params IReadOnlyList<ShapedField> fields) : ValueShape
{
    public override void Check(JsonNode? value, string pointer, DocumentErrors errors)
    {
        if (value is not JsonObject content)
        {
            Refuse(value, pointer, "an object", errors);
            return;
        }

        foreach (var field in fields)
        {
            if (content[field.Name] is { } known)
            {
                field.Shape.Check(known, JsonPlace.Of(pointer, field.Name), errors);
            }
            else if (field.IsRequired)
            {
                errors.Add(JsonPlace.Of(pointer, field.Name), $"{field.Name} is missing.");
            }
        }
    }

    public override JsonObject ToSchema()
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.ToSchema()))),
        };
        if (fields.Where(field => field.IsRequired).Select(field => (JsonNode)field.Name).ToArray() is { Length: > 0 } required)
        {
            schema["required"] = new JsonArray(required);
        }

        return schema;
    }
}

/// <summary>A field of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">What it may hold; null counts as missing.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="About">What it means, for the published schema; null if its name says it.</param>
internal sealed record ShapedField(string Name, ValueShape Shape, bool IsRequired = false, string? About = null)
{
    public JsonObject ToSchema()
    {
        var schema = IsRequired ? Shape.ToSchema() : Shape.ToOptionalSchema();
        if (About is not null)
        {
            schema["description"] = About;
        }

        return schema;
    }
}
