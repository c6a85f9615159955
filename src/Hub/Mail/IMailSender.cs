namespace FlextMonitor.Hub.Mail;

/// <summary>Sends mails by the server of the settings.</summary>
public interface IMailSender
{
    /// <summary>Whether a server is set. Without one nothing can be sent.</summary>
    bool IsSetUp { get; }

    /// <summary>Hands a mail to the server, and returns once the server has taken it over.</summary>
    /// <exception cref="MailException">It was not taken over within 15 s, or is refused. The message says why.</exception>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}
