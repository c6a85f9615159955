using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>A whole number from a range, or any number.</summary>
internal sealed class NumberShape : ValueShape
{
    private readonly (int Least, int Most)? _range;

    private NumberShape((int Least, int Most)? range) => _range = range;

    /// <summary>Any number that a double holds.</summary>
    public static NumberShape Any { get; } = new(null);

    public static NumberShape Whole(int least, int most) => new((least, most));

    public override void Check(JsonNode? value, string pointer, DocumentErrors errors)
    {
        if (_range is { } range)
        {
            if (value?.GetValueKind() != JsonValueKind.Number || !value.AsValue().TryGetValue<int>(out var whole) || whole < range.Least || whole > range.Most)
            {
                Refuse(value, pointer, string.Create(CultureInfo.InvariantCulture, $"a whole number from {range.Least} to {range.Most}"), errors);
            }
        }
        else if (value?.GetValueKind() != JsonValueKind.Number || !value.AsValue().TryGetValue<double>(out var number) || !double.IsFinite(number))
        {
            Refuse(value, pointer, "a number", errors);
        }
    }

    public override JsonObject ToSchema() =>
        _range is { } range ? new() { ["type"] = "integer", ["minimum"] = range.Least, ["maximum"] = range.Most } : new() { ["type"] = "number" };
}
