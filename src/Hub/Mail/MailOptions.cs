using System.ComponentModel;
using Microsoft.Extensions.Options;
using MimeKit;

namespace FlextMonitor.Hub.Mail;

/// <summary>The mail server by which the monitor sends; the settings' section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Mail";

    /// <summary>Name or address of the SMTP server; none unless set. Then the monitor sends no mail.</summary>
    [Description("name of the SMTP server for invitations and alerts (none: no mail is sent)")]
    public string? Host { get; set; }

    /// <summary>Its port; by default 587, with <see cref="MailSecurity.Tls"/> 465, with <see cref="MailSecurity.None"/> 25.</summary>
    [Description("its port (587; 465 with Tls, 25 with None)")]
    public int? Port { get; set; }

    /// <summary>The sender, such as <c>FlextMonitor &lt;monitor@example.com&gt;</c>. Required with <see cref="Host"/>.</summary>
    [Description("sender, such as monitor@example.com or FlextMonitor <monitor@example.com>")]
    public string? From { get; set; }

    /// <summary>With which name to sign in at the server; without one, the monitor does not sign in.</summary>
    [Description("name to sign in at the mail server with (none)")]
    public string? User { get; set; }

    /// <summary>The password to <see cref="User"/>.</summary>
    [Description("password to sign in at the mail server with (none)")]
    public string? Password { get; set; }

    /// <summary>How the connection is encrypted.</summary>
    [Description("StartTls, Tls, or None for a server on the same machine or network (StartTls)")]
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    internal bool IsSetUp => !string.IsNullOrEmpty(Host);

    internal int PortInUse => Port ?? Security switch
    {
        MailSecurity.Tls => 465,
        MailSecurity.None => 25,
        _ => 587,
    };

    internal sealed class Validation : IValidateOptions<MailOptions>
    {
        public ValidateOptionsResult Validate(string? name, MailOptions options)
        {
            List<string> failures = [.. Problems(options)];
            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }

        private static IEnumerable<string> Problems(MailOptions options)
        {
            if (options.Port is < 1 or > 65_535)
            {
                yield return $"{Section}:{nameof(Port)} is {options.Port}, but must be from 1 to 65535";
            }

            if (!options.IsSetUp)
            {
                yield break;
            }

            if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            {
                yield return $"{Section}:{nameof(Host)} is '{options.Host}', but must be a host name such as mail.example.com, without scheme and port";
            }

            if (!MailboxAddress.TryParse(options.From ?? "", out var sender) || !sender.Address.Contains('@', StringComparison.Ordinal))
            {
                yield return $"{Section}:{nameof(From)} is '{options.From}', but must be the sender's address, such as monitor@example.com";
            }

            if (string.IsNullOrEmpty(options.User) != string.IsNullOrEmpty(options.Password))
            {
                yield return $"{Section}:{nameof(User)} and {Section}:{nameof(Password)} must both be set, or neither";
            }
        }
    }
}
