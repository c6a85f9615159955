using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>A text.</summary>
/// <param name="least">The fewest characters (code points).</param>
/// <param name="most">The most.</param>
/// <param name="isOneLine">Whether it must be one line without control characters.</param>
internal sealed class TextShape(int least, int most, bool isOneLine = true) : ValueShape
{
    public override void Check(JsonNode? value, string pointer, DocumentErrors errors)
    {
        if (value?.GetValueKind() != JsonValueKind.String)
        {
            Refuse(value, pointer, "a text", errors);
            return;
        }

        var text = value.GetValue<string>();
        var length = text.EnumerateRunes().Count();
        if (length < least || length > most)
        {
            errors.Add(pointer, string.Create(CultureInfo.InvariantCulture, $"{NameOf(pointer)} has {length} characters, and may have {least} to {most}."));
        }
        else if (isOneLine && text.EnumerateRunes().Any(Rune.IsControl))
        {
            errors.Add(pointer, $"{NameOf(pointer)} must be one line without control characters.");
        }
        else if (least > 0 && string.IsNullOrWhiteSpace(text))
        {
            errors.Add(pointer, $"{NameOf(pointer)} is white space, and must have something to read.");
        }
    }

    public override JsonObject ToSchema()
    {
        var schema = new JsonObject { ["type"] = "string", ["minLength"] = least, ["maxLength"] = most };
        if (least > 0)
        {
            schema["pattern"] = isOneLine ? @"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$" : @"\S";
        }
        else if (isOneLine)
        {
            schema["pattern"] = @"^[^\u0000-\u001f\u007f-\u009f]*$";
        }

        return schema;
    }
}
