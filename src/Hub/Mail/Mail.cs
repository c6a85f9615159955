namespace FlextMonitor.Hub.Mail;

/// <summary>A mail of plain text to one person.</summary>
/// <param name="To">The e-mail address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The text; lines end with <c>\n</c>.</param>
public sealed record Mail(string To, string Subject, string Text)
{
    /// <summary>Only the subject: a text may hold a one-time link.</summary>
    public override string ToString() => $"{nameof(Mail)} '{Subject}'";
}
