using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>The id or the type of a widget: 1 to 40 of <c>a-z 0-9 -</c>.</summary>
internal sealed class NameShape : ValueShape
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool Fits(string name) => name.Length is > 0 and <= DashboardLimits.LongestName && !name.AsSpan().ContainsAnyExcept(Allowed);

    public override void Check(JsonNode? value, string pointer, DocumentErrors errors)
    {
        if (value?.GetValueKind() != JsonValueKind.String || !Fits(value.GetValue<string>()))
        {
            Refuse(value, pointer, $"1 to {DashboardLimits.LongestName} of a-z, 0-9 and -", errors);
        }
    }

    public override JsonObject ToSchema() => new() { ["type"] = "string", ["pattern"] = string.Create(CultureInfo.InvariantCulture, $"^[a-z0-9-]{{1,{DashboardLimits.LongestName}}}$") };
}
