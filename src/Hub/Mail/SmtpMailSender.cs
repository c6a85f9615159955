using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace FlextMonitor.Hub.Mail;

/// <summary>Sends each mail by a connection of its own: mails are seldom, and servers end idle connections.</summary>
internal sealed partial class SmtpMailSender(IOptions<MailOptions> settings, TimeProvider time, ILogger<SmtpMailSender> logger) : IMailSender
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly MailOptions _options = settings.Value;

    public bool IsSetUp => _options.IsSetUp;

    public async Task<IReadOnlyList<string>> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (!IsSetUp)
        {
            throw new MailException($"Mail is not set up: {MailOptions.Section}:{nameof(MailOptions.Host)} has no value.") { IsPermanent = true };
        }

        var patience = Patience + UploadTime.OfEncoded(mail.Attachments.Sum(attachment => (long)attachment.Content.Length));
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await DeliverAsync(MessageOf(mail), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException failure) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failed($"The mail server {_options.Host} did not answer within {patience.TotalSeconds:0} s.", failure);
        }
        catch (Exception failure) when (IsExpected(failure))
        {
            throw Failed(Explain(failure), failure);
        }
    }

    private static bool IsExpected(Exception failure) =>
        failure is CommandException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException or SslHandshakeException or AuthenticationException
            or SocketException or IOException or NotSupportedException;

    private async Task<IReadOnlyList<string>> DeliverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new Client();
        await client.ConnectAsync(_options.Host!, _options.PortInUse, SocketOptionsOf(_options.Security), cancellationToken).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(_options.User))
        {
            await client.AuthenticateAsync(_options.User, _options.Password!, cancellationToken).ConfigureAwait(false);
        }

        await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return client.Refused;
    }

    private MimeMessage MessageOf(Mail mail)
    {
        var sender = MailboxAddress.Parse(_options.From!);
        var message = new MimeMessage { Subject = mail.Subject, Body = BodyOf(mail) };
        message.From.Add(sender);
        message.To.AddRange(mail.To.Select(address => new MailboxAddress("", address)));
        if (mail.Id is not null)
        {
            message.MessageId = $"{mail.Id}@{sender.Domain}";
        }

        if (mail.Conversations.Count > 0)
        {
            // The first mail of a conversation refers to it too: programs put together what refers to the same.
            message.References.AddRange(mail.Conversations.Select(conversation => $"{conversation}@{sender.Domain}"));
            message.InReplyTo = message.References[0];
        }

        // Holiday replies to a program help nobody.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static MimeEntity BodyOf(Mail mail)
    {
        var text = TextOf(mail);
        if (mail.Attachments.Count == 0)
        {
            return text;
        }

        var body = new Multipart("mixed") { text };
        foreach (var attachment in mail.Attachments)
        {
            body.Add(PartOf(attachment));
        }

        return body;
    }

    private static MimeEntity TextOf(Mail mail)
    {
        var plain = new TextPart(TextFormat.Plain) { Text = mail.Text };
        return mail.Html is null ? plain : new MultipartAlternative(plain, new TextPart(TextFormat.Html) { Text = mail.Html });
    }

    private static MimePart PartOf(MailAttachment attachment) => new(attachment.ContentType)
    {
        Content = new MimeContent(new MemoryStream(attachment.Content.ToArray(), writable: false)),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = attachment.Name,
    };

    private static SecureSocketOptions SocketOptionsOf(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private string Explain(Exception failure) => failure switch
    {
        SslHandshakeException => $"The encrypted connection to the mail server {_options.Host} failed: its certificate is not trusted here, or it is not encrypted as {MailOptions.Section}:{nameof(MailOptions.Security)} says.",
        AuthenticationException => $"The mail server {_options.Host} refused {MailOptions.Section}:{nameof(MailOptions.User)} or its password.",
        SmtpCommandException refused => $"The mail server {_options.Host} refused the mail: {refused.Message}",
        NotSupportedException => $"The mail server {_options.Host} cannot do what the settings of {MailOptions.Section} ask for: {failure.Message}",
        _ => $"The mail server {_options.Host}:{_options.PortInUse} cannot be reached: {failure.Message}",
    };

    private MailException Failed(string message, Exception cause)
    {
        LogFailed(message, cause);
        return new MailException(message, cause) { IsPermanent = cause is AuthenticationException or NotSupportedException or SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } };
    }

    [LoggerMessage(2501, LogLevel.Warning, "A mail was not sent. {Reason}")]
    private partial void LogFailed(string reason, Exception failure);

    /// <summary>Goes on if a server refuses some of several addresses.</summary>
    private sealed class Client : SmtpClient
    {
        private readonly List<string> _refused = [];

        public IReadOnlyList<string> Refused => _refused;

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            _refused.Add($"{mailbox.Address}: {(int)response.StatusCode} {response.Response}");
            if (_refused.Count == message.To.Count)
            {
                base.OnRecipientNotAccepted(message, mailbox, response);
            }
        }
    }
}
