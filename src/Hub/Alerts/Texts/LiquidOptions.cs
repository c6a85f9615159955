using Fluid;
using Fluid.Values;

namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>What templates may use. Filters that can make a long text of a short one, such as formats with a width, are left out.</summary>
internal static class LiquidOptions
{
    public const int MostSteps = 5000;

    private const int LongestValue = 4096;

    private static readonly string[] Filters =
    [
        "abs", "append", "at_least", "at_most", "capitalize", "ceil", "compact", "concat", "default", "divided_by", "downcase", "first", "floor", "join", "last", "lstrip", "map", "minus", "modulo", "plus",
        "prepend", "remove", "remove_first", "replace", "replace_first", "reverse", "round", "rstrip", "size", "slice", "sort", "split", "strip", "times", "truncate", "truncatewords", "uniq", "upcase", "where",
    ];

    /// <summary>Tags that read other templates, or write HTML of their own.</summary>
    public static IReadOnlyList<string> ForbiddenTags { get; } = ["include", "render", "tablerow"];

    public static TemplateOptions Value { get; } = Create();

    private static TemplateOptions Create()
    {
        var all = new TemplateOptions();
        var options = new TemplateOptions { MaxSteps = MostSteps, MaxRecursion = 20, StrictFilters = true, CultureInfo = System.Globalization.CultureInfo.InvariantCulture };
        options.Filters.Clear();
        foreach (var name in Filters)
        {
            if (!all.Filters.TryGetValue(name, out var filter))
            {
                throw new InvalidOperationException($"There is no Liquid filter {name}.");
            }

            options.Filters.AddFilter(name, async (input, arguments, context) => Limited(await filter(input, arguments, context).ConfigureAwait(false)));
        }

        options.Assigned = (_, value, _) => ValueTask.FromResult(Checked(value));
        options.Captured = (_, value, _) => ValueTask.FromResult(Checked(value));
        return options;
    }

    // Some filters mark what they return as escaped already.
    private static FluidValue Limited(FluidValue value) => Checked(value) is StringValue { Encode: false } text ? new StringValue(text.ToStringValue(), encode: true) : value;

    private static FluidValue Checked(FluidValue value) => value is StringValue && value.ToStringValue().Length > LongestValue
        ? throw new TemplateLimitException($"a value in it has more than {LongestValue} characters")
        : value;
}
