namespace FlextMonitor.Hub.Access;

/// <summary>Cuts text that callers send.</summary>
internal static class TextCut
{
    /// <summary>The text, cut to so many UTF-16 characters; half a surrogate pair, which no encoder takes, is left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most characters, without the mark.</param>
    /// <param name="mark">What follows a text that was cut.</param>
    public static string Cut(this string text, int longest, string mark = "") =>
        text.Length <= longest ? text : $"{text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)]}{mark}";
}
