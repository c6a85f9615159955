namespace FlextMonitor.Hub.Mail;

/// <summary>A mail.</summary>
/// <param name="To">The e-mail addresses, at least one.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The text; lines end with <c>\n</c>.</param>
public sealed record Mail(IReadOnlyList<string> To, string Subject, string Text)
{
    /// <summary>A mail to one person.</summary>
    public Mail(string to, string subject, string text)
        : this([to], subject, text)
    {
    }

    /// <summary>The same text as HTML; null to send plain text only.</summary>
    public string? Html { get; init; }

    /// <summary>What the mail's <c>Message-ID</c> begins with, of letters, digits, <c>-</c> and <c>.</c>; null for one of its own. A mail that is sent again has the same.</summary>
    public string? Id { get; init; }

    /// <summary>Names of the conversations that it belongs to, of letters, digits, <c>-</c> and <c>.</c>; may be empty. Mail programs show mails of one conversation together.</summary>
    public IReadOnlyList<string> Conversations { get; init; } = [];

    /// <summary>The files that it brings along; may be empty.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Only the subject: a text may hold a one-time link.</summary>
    public override string ToString() => $"{nameof(Mail)} '{Subject}'";
}
