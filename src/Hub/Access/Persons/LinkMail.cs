using System.Globalization;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>The mail that brings somebody their one-time link.</summary>
internal static class LinkMail
{
    /// <summary>The languages in which it is written.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "pt"];

    /// <summary>The mail.</summary>
    /// <param name="to">The person's e-mail address.</param>
    /// <param name="link">The link.</param>
    /// <param name="url">Its whole address.</param>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    public static Mail.Mail Of(string to, NewLink link, string url, string language)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"{link.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        var isInvitation = link.Purpose == LinkPurpose.Invitation;
        return language == "pt" ? Portuguese(to, isInvitation, url, end) : English(to, isInvitation, url, end);
    }

    private static Mail.Mail English(string to, bool isInvitation, string url, string end) => isInvitation
        ? new(to, "You are invited to FlextMonitor", $"""
            An administrator of FlextMonitor invites you to watch data pipelines.

            Open this link to set your password and sign in:
            {url}

            It works once, until {end}. If you did not expect this mail, do nothing.
            """)
        : new(to, "Set a new password for FlextMonitor", $"""
            An administrator of FlextMonitor made a link for you to set a new password:
            {url}

            It works once, until {end}. If you did not ask for it, tell your administrator; your password stays as it is.
            """);

    private static Mail.Mail Portuguese(string to, bool isInvitation, string url, string end) => isInvitation
        ? new(to, "Convite para o FlextMonitor", $"""
            Um administrador do FlextMonitor convida você a acompanhar pipelines de dados.

            Abra este link para definir sua senha e entrar:
            {url}

            Ele vale uma única vez, até {end}. Se você não esperava este e-mail, não faça nada.
            """)
        : new(to, "Defina uma nova senha para o FlextMonitor", $"""
            Um administrador do FlextMonitor criou um link para você definir uma nova senha:
            {url}

            Ele vale uma única vez, até {end}. Se você não pediu, avise o administrador; sua senha continua a mesma.
            """);
}
