namespace FlextMonitor.Daemon.Meltano.Logs;

/// <summary>Cuts texts.</summary>
internal static class TextCut
{
    /// <summary>The first characters of a text, never ending inside a surrogate pair.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many characters to keep, 1 or more.</param>
    public static string CutAt(this string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
