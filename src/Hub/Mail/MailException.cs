namespace FlextMonitor.Hub.Mail;

/// <summary>A mail was not sent.</summary>
/// <param name="message">Why, as a sentence for whom it concerns.</param>
/// <param name="cause">What happened.</param>
public sealed class MailException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether it would be refused again: an address, the settings or the password are wrong.</summary>
    public bool IsPermanent { get; init; }
}
