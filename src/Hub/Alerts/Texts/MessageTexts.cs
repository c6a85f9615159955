using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>Writes the texts of messages, by the templates of a channel or by the default ones.</summary>
internal static class MessageTexts
{
    /// <summary>The setting with a channel's own template of the title.</summary>
    public const string Title = "title";

    /// <summary>The setting with a channel's own template of the body.</summary>
    public const string Body = "body";

    /// <summary>The longest title, in UTF-16 characters.</summary>
    public const int LongestTitle = 250;

    private const int LongestReason = 200;

    private static readonly LiquidTemplate DefaultTitle = Parse(DefaultTemplates.Title);
    private static readonly LiquidTemplate DefaultBody = Parse(DefaultTemplates.Body);

    /// <summary>The text of a message. A template that fails, or that writes nothing, is replaced by the default one, and the body says so in its last line.</summary>
    /// <param name="message">The message.</param>
    /// <param name="settings">The channel's settings.</param>
    /// <param name="markup">How the service reads the body.</param>
    /// <param name="titleMarkup">How it reads the title; as the body if it is null.</param>
    public static MessageText Write(AlertMessage message, JsonObject settings, Markup markup, Markup? titleMarkup = null)
    {
        var failures = new List<string>();
        var title = Write(Title, DefaultTitle, message, settings, titleMarkup ?? markup, failures);
        var body = Write(Body, DefaultBody, message, settings, markup, failures);
        var notes = failures.Select(failure => '\n' + markup.Encoder.Encode(failure));
        return new MessageText(TextFit.Fit(AnswerText.ToLine(title), LongestTitle), body + string.Concat(notes));
    }

    /// <summary>Adds what is wrong with a channel's templates, by the setting's name.</summary>
    public static void Check(JsonObject settings, Dictionary<string, string[]> failures)
    {
        foreach (var name in new[] { Title, Body })
        {
            if (settings[name] is { } value && ProblemOf(value) is { } problem)
            {
                failures[name] = [$"{name} is no usable template: {problem}"];
            }
        }
    }

    private static string? ProblemOf(JsonNode value)
    {
        if (value is not JsonValue || value.GetValueKind() != System.Text.Json.JsonValueKind.String)
        {
            return "it must be a text";
        }

        return LiquidTemplate.TryParse(value.GetValue<string>(), out var template, out var problem) && template.TryRender(MessageModel.Of(ExampleMessage.Value, Markup.Plain), Markup.Plain, out _, out problem)
            ? null
            : problem;
    }

    private static string Write(string name, LiquidTemplate otherwise, AlertMessage message, JsonObject settings, Markup markup, List<string> failures)
    {
        var model = MessageModel.Of(message, markup);
        // Templates of people are about problems.
        if (message.Event != AlertEvent.Report && settings[name] is JsonValue value && value.TryGetValue<string>(out var own) && own.Length > 0)
        {
            if (LiquidTemplate.TryParse(own, out var template, out var problem) && template.TryRender(model, markup, out var written, out problem))
            {
                if (Clean(written) is { Length: > 0 } clean)
                {
                    return clean;
                }

                problem = "it wrote nothing";
            }

            failures.Add($"The default {name} is shown, because the template of this channel cannot be used: {AnswerText.ToLine(problem!).Cut(LongestReason, "…")}.");
        }

        return otherwise.TryRender(model, markup, out var text, out var failure) ? Clean(text) : throw new InvalidOperationException($"The default {name} cannot be written: {failure}.");
    }

    // A template may cut a character in half, which no encoder takes.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' || !Rune.IsControl(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }

    private static LiquidTemplate Parse(string text) => LiquidTemplate.TryParse(text, out var template, out var problem) ? template : throw new InvalidOperationException(problem);
}
