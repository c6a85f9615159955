using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;

namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>A template in the Liquid language, which reads what it is given and nothing else, for a limited time and length.</summary>
internal sealed partial class LiquidTemplate
{
    /// <summary>The longest template, in characters.</summary>
    public const int Longest = 4000;

    // More than the default text can have: 60 lines, each character escaped.
    private const int LongestOutput = 128 * 1024;

    private static readonly FluidParser Parser = CreateParser();

    private readonly IFluidTemplate _template;

    private LiquidTemplate(IFluidTemplate template) => _template = template;

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="template">The template that was read.</param>
    /// <param name="problem">What is wrong and in which line, as the end of a sentence.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out LiquidTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        (template, problem) = (null, null);
        if (text.Length > Longest)
        {
            problem = $"it has {text.Length} characters, and may have {Longest}";
            return false;
        }

        if (!Parser.TryParse(text, out var parsed, out var error))
        {
            problem = Explain(error);
            return false;
        }

        if (RangeFinder.IsIn(parsed))
        {
            problem = "it has a range such as (1..10), which is not allowed";
            return false;
        }

        template = new LiquidTemplate(parsed);
        return true;
    }

    /// <summary>Writes the text.</summary>
    /// <param name="model">The values by their names.</param>
    /// <param name="markup">How values are escaped.</param>
    /// <param name="text">What was written.</param>
    /// <param name="problem">Why it cannot be written, as the end of a sentence.</param>
    public bool TryRender(IReadOnlyDictionary<string, object?> model, Markup markup, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? problem)
    {
        var context = new TemplateContext(LiquidOptions.Value);
        foreach (var (name, value) in model)
        {
            context.SetValue(name, value);
        }

        (text, problem) = (null, null);
        using var output = new LimitedWriter(LongestOutput);
        try
        {
#pragma warning disable CS0618 // The method that is to be used instead comes with a later version, and only this one takes a writer.
            _template.Render(context, markup.Encoder, output);
#pragma warning restore CS0618
            text = output.ToString();
            return true;
        }
        catch (TemplateLimitException limit)
        {
            problem = limit.Message;
        }
        catch (Exception exception) when (exception is FluidException or InvalidOperationException or ArithmeticException or FormatException or ArgumentException or InvalidCastException)
        {
            // Fluid speaks of recursion when the steps are used up as well.
            problem = exception.Message.Contains("recursion", StringComparison.Ordinal) ? $"it takes more than {LiquidOptions.MostSteps} steps" : exception.Message.TrimEnd('.');
        }

        return false;
    }

    private static FluidParser CreateParser()
    {
        var parser = new FluidParser(new FluidParserOptions { AllowFunctions = false });
        foreach (var tag in LiquidOptions.ForbiddenTags)
        {
            parser.RegisteredTags.Remove(tag);
        }

        return parser;
    }

    private static string Explain(string error)
    {
        var lines = error.Split('\n', 2);
        return Place().Match(lines[0]) is { Success: true } place
            ? $"line {place.Groups["line"].Value}, character {place.Groups["character"].Value}: {lines[0][..place.Index].Trim()}"
            : lines[0].Trim();
    }

    [GeneratedRegex(@"\s*at \((?<line>\d+):(?<character>\d+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    /// <summary>Finds ranges: their numbers are made before the first step is counted.</summary>
    private sealed class RangeFinder : AstVisitor
    {
        private bool _found;

        public static bool IsIn(IFluidTemplate template)
        {
            var finder = new RangeFinder();
            finder.VisitTemplate(template);
            return finder._found;
        }

        protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
        {
            _found = true;
            return base.VisitRangeExpression(rangeExpression);
        }
    }
}
