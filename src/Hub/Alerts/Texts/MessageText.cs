namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>The text of a message, in the markup that was asked for.</summary>
/// <param name="Title">One line, not empty.</param>
/// <param name="Body">One or more lines that end with <c>\n</c>, without an empty one at the end.</param>
internal sealed record MessageText(string Title, string Body);
