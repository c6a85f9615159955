using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Texts;
using FlextMonitor.Hub.Mail;
using MimeKit;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Mail, by the server of the settings. Mails about the same problem form a conversation.</summary>
internal sealed class EmailChannel(IMailSender mails) : IAlertChannel
{
    private const string To = "to";
    private const int MostAddresses = 50;
    private const int LongestAddress = 254;

    /// <inheritdoc/>
    public string Kind => "email";

    /// <inheritdoc/>
    public IReadOnlySet<string> Secrets { get; } = new HashSet<string>();

    /// <inheritdoc/>
    public bool AttachesReports => true;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings) =>
        new SettingsCheck(settings).Texts(To, 1, MostAddresses, IsAddress, $"must be a list of 1 to {MostAddresses} e-mail addresses, such as [\"team@example.com\"]").Finish();

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var text = MessageTexts.Write(message, settings, Markup.Plain);
        var mail = new Mail.Mail(settings.Texts(To), text.Title, text.Body)
        {
            Html = HtmlOf(text, message.Link),
            Id = $"alert-{message.Id}",
            Conversations = [.. message.Problems.Select(problem => $"problem-{problem.Id}")],
            Attachments = message.Report is { Content: { } content } report ? [new MailAttachment(report.FileName, ReportNotice.ContentType, content)] : [],
        };
        try
        {
            var refused = await mails.SendAsync(mail, cancellationToken).ConfigureAwait(false);
            var others = refused.Count == 0 ? "." : $", but refused {string.Join("; ", refused)}";
            return new ChannelAnswer(DeliveryResult.Delivered, AnswerText.Clean($"The mail server took it over{others}", []));
        }
        catch (MailException failure)
        {
            return new ChannelAnswer(failure.IsPermanent ? DeliveryResult.Refused : DeliveryResult.Failed, AnswerText.Clean(failure.Message, []));
        }
    }

    private static bool IsAddress(string text) =>
        text.Length <= LongestAddress && MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && text.Contains('@', StringComparison.Ordinal);

    private static string HtmlOf(MessageText text, Uri link)
    {
        var address = WebUtility.HtmlEncode(link.AbsoluteUri);
        var body = WebUtility.HtmlEncode(text.Body).Replace(address, $"<a href=\"{address}\">{address}</a>", StringComparison.Ordinal).Replace("\n", "<br>\n", StringComparison.Ordinal);
        return $"<!DOCTYPE html>\n<html><body style=\"font-family: sans-serif\">\n<h2 style=\"font-size: 1.1em\">{WebUtility.HtmlEncode(text.Title)}</h2>\n<p>{body}</p>\n</body></html>\n";
    }
}
