namespace FlextMonitor.Hub.Mail;

/// <summary>How the connection to a mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>It begins plain and must be encrypted before anything is sent; a server that cannot do that is not used.</summary>
    StartTls,

    /// <summary>It is encrypted from its first byte.</summary>
    Tls,

    /// <summary>It is plain: mails and the password can be read on the way.</summary>
    None,
}
