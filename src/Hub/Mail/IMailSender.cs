namespace FlextMonitor.Hub.Mail;

/// <summary>Sends mails by the server of the settings.</summary>
public interface IMailSender
{
    /// <summary>Whether a server is set. Without one nothing can be sent.</summary>
    bool IsSetUp { get; }

    /// <summary>Hands a mail to the server, and returns once the server has taken it over for at least one address.</summary>
    /// <returns>The addresses that the server refused, each with its reason, in their order; empty if it refused none.</returns>
    /// <exception cref="MailException">It was not taken over within 15 s and a second for every 100 kB of attachments, or is refused. The message says why.</exception>
    Task<IReadOnlyList<string>> SendAsync(Mail mail, CancellationToken cancellationToken);
}
