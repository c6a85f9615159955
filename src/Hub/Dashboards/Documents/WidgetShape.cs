using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>A widget: its place on the grid, and options as its type says. A widget of an unknown type is kept with whatever options it has.</summary>
internal sealed class WidgetShape : ValueShape
{
    private static readonly ObjectShape Common = new(
        new ShapedField("id", new NameShape(), IsRequired: true, "Unique in the document."),
        new ShapedField("type", new NameShape(), IsRequired: true, "One of the types below. Others are kept, and shown as unknown."),
        new ShapedField("x", NumberShape.Whole(0, DashboardLimits.Columns - 1), IsRequired: true, $"The first column, from 0. x + w is at most {DashboardLimits.Columns}."),
        new ShapedField("y", NumberShape.Whole(0, DashboardLimits.LastRow), IsRequired: true, "The first row, from 0."),
        new ShapedField("w", NumberShape.Whole(1, DashboardLimits.Columns), IsRequired: true, "Columns."),
        new ShapedField("h", NumberShape.Whole(1, DashboardLimits.MostRows), IsRequired: true, "Rows."),
        new ShapedField("options", new ObjectShape(), IsRequired: false, $"At most {DashboardLimits.LargestOptions} bytes as JSON in UTF-8."));

    public override void Check(JsonNode? value, string pointer, DocumentErrors errors)
    {
        Common.Check(value, pointer, errors);
        if (value is not JsonObject widget)
        {
            return;
        }

        if (Number(widget["x"]) + Number(widget["w"]) > DashboardLimits.Columns)
        {
            errors.Add(JsonPlace.Of(pointer, "w"), $"x + w is {Number(widget["x"]) + Number(widget["w"])}, and may be at most {DashboardLimits.Columns}.");
        }

        if (widget["options"] is JsonObject options)
        {
            CheckOptions(widget["type"], options, JsonPlace.Of(pointer, "options"), errors);
        }
    }

    public override JsonObject ToSchema()
    {
        var schema = Common.ToSchema();
        schema["allOf"] = new JsonArray([
            .. Enumerable.Range(1, DashboardLimits.Columns - 1).Select(FitsFrom),
            .. WidgetTypes.All.Select(type => OptionsOf(type.Key, type.Value)),
        ]);
        return schema;
    }

    private static void CheckOptions(JsonNode? type, JsonObject options, string pointer, DocumentErrors errors)
    {
        var size = Encoding.UTF8.GetByteCount(DashboardJson.Write(options));
        if (size > DashboardLimits.LargestOptions)
        {
            errors.Add(pointer, $"options has {size} bytes, and may have {DashboardLimits.LargestOptions}.");
        }

        if (type?.GetValueKind() == JsonValueKind.String && WidgetTypes.All.TryGetValue(type.GetValue<string>(), out var shape))
        {
            shape.Check(options, pointer, errors);
        }
    }

    private static int? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out var number) && number is >= 0 and <= 1000 ? number : null;

    // JSON schema cannot add.
    private static JsonObject FitsFrom(int x) => new JsonObject
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["x"] = new JsonObject { ["const"] = x } }, ["required"] = new JsonArray("x") },
        ["then"] = new JsonObject { ["properties"] = new JsonObject { ["w"] = new JsonObject { ["maximum"] = DashboardLimits.Columns - x } } },
    };

    private static JsonObject OptionsOf(string type, ValueShape options) => new JsonObject
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["type"] = new JsonObject { ["const"] = type } }, ["required"] = new JsonArray("type") },
        ["then"] = new JsonObject { ["properties"] = new JsonObject { ["options"] = options.ToOptionalSchema() } },
    };
}
