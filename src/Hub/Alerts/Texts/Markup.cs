using System.Text.Encodings.Web;

namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>How a service reads a text: what has to be escaped in it, and how a link is written.</summary>
internal sealed class Markup
{
    private const string ZeroWidthSpace = "\u200b";

    private Markup(TextEncoder encoder, Func<string, string> link) => (Encoder, Link) = (encoder, link);

    /// <summary>A text that is shown as it is.</summary>
    public static Markup Plain { get; } = new(new EscapingEncoder(_ => null), url => url);

    /// <summary>Slack's mrkdwn. It knows escapes for three characters only; a zero-width space keeps the others from marking something up. An underscore does so at the edge of a word only, and names are copied.</summary>
    public static Markup Slack { get; } = new(
        new EscapingEncoder(character => character switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '*' or '~' or '`' => $"{character}{ZeroWidthSpace}",
            _ => null,
        }),
        url => $"<{url.Replace("|", "%7C", StringComparison.Ordinal)}>");

    /// <summary>The HTML that Telegram takes.</summary>
    public static Markup TelegramHtml { get; } = new(new EscapingEncoder(Html), url => string.Concat(url.Select(character => Html(character) ?? character.ToString())));

    /// <summary>Markdown of Discord and Mattermost. A zero-width space keeps an @ from calling anybody.</summary>
    public static Markup Markdown { get; } = new(
        new EscapingEncoder(character => character switch
        {
            '@' => $"@{ZeroWidthSpace}",
            '\\' or '*' or '_' or '~' or '`' or '|' or '<' or '>' or '#' or '[' or ']' or '(' or ')' or '!' or '$' => $"\\{character}",
            _ => null,
        }),
        url => $"<{url}>");

    /// <summary>Escapes the values that a template shows.</summary>
    public TextEncoder Encoder { get; }

    /// <summary>Writes an address of http or https as a link.</summary>
    public Func<string, string> Link { get; }

    private static string? Html(char character) => character switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => null,
    };
}
