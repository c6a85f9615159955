using FlextMonitor.Hub.Mail;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>Hands a one-time link out: in the answer to the administrator and, if asked for, by mail to the person.</summary>
internal sealed class LinkDelivery(IMailSender mails, PublicAddress address)
{
    /// <summary>Whether links can be sent by mail.</summary>
    public bool CanMail => mails.IsSetUp;

    /// <summary>Why a link cannot be handed out as it was asked for; <c>null</c> if it can.</summary>
    public ValidationProblem? Problem(LinkMailRequest mail)
    {
        if (mail.ByMail == true && !CanMail)
        {
            return InvalidField.Of("byMail", "Mail is not set up: the setting Mail:Host has no value. Leave this out, and hand the link over yourself.");
        }

        return LinkMail.Languages.Contains(LanguageOf(mail)) ? null : InvalidField.Of("language", $"This must be one of {string.Join(", ", LinkMail.Languages)}.");
    }

    /// <summary>Sends the link if asked to, and makes the answer. A mail that failed is told in it: the link itself holds.</summary>
    public async Task<LinkResponse> DeliverAsync(Person person, NewLink link, LinkMailRequest mail, HttpRequest request, CancellationToken cancellationToken)
    {
        var url = address.LinkTo(request, link.Path);
        if (mail.ByMail != true)
        {
            return new LinkResponse(person.Id, url, link.ExpiresAt, Mailed: false, MailProblem: null);
        }

        try
        {
            await mails.SendAsync(LinkMail.Of(person.Email!, link, url, LanguageOf(mail)), cancellationToken).ConfigureAwait(false);
            return new LinkResponse(person.Id, url, link.ExpiresAt, Mailed: true, MailProblem: null);
        }
        catch (MailException failure)
        {
            return new LinkResponse(person.Id, url, link.ExpiresAt, Mailed: false, failure.Message);
        }
    }

    private static string LanguageOf(LinkMailRequest mail) => mail.Language ?? LinkMail.Languages[0];
}
