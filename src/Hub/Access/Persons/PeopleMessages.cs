using System.ComponentModel.DataAnnotations;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>The body of an invitation.</summary>
/// <param name="Email">The e-mail address to sign in with, at most 256 characters.</param>
/// <param name="Grants">What the person may do.</param>
public sealed record PersonRequest([property: Required, EmailAddress, OneLine(WithoutSpaces = true), StringLength(AdminOptions.LongestEmail)] string? Email, IReadOnlyList<Grant>? Grants);

/// <summary>The body of a change of what somebody may do.</summary>
/// <param name="Grants">All that the person may do from now on; an empty list means nothing.</param>
public sealed record GrantsRequest(IReadOnlyList<Grant>? Grants);

/// <summary>People.</summary>
/// <param name="People">By e-mail address; not empty.</param>
/// <param name="CanMail">Whether one-time links can be sent by mail.</param>
public sealed record PeopleResponse(IReadOnlyList<PersonResponse> People, bool CanMail);

/// <summary>One person.</summary>
/// <param name="Id">The id.</param>
/// <param name="Email">The e-mail address to sign in with; for somebody whom a provider signs in, the address or name that it tells, which another person may have too.</param>
/// <param name="Grants">What the person may do; may be empty.</param>
/// <param name="Invited">Whether the person has not yet set a password.</param>
/// <param name="TwoFactor">Whether the person has an authenticator app in use.</param>
/// <param name="DisabledAt">When the person was disabled (UTC); <c>null</c> if not.</param>
/// <param name="CreatedAt">When the person was added (UTC); <c>null</c> if that was not recorded.</param>
/// <param name="LastSignInAt">When the person last signed in (UTC); <c>null</c> if never since it is recorded.</param>
/// <param name="LastSignInBy">How, such as <c>password</c>; <c>null</c> with <paramref name="LastSignInAt"/>.</param>
/// <param name="Issuer">The issuer of the provider that signs the person in, and says what they may do; <c>null</c> if none does.</param>
public sealed record PersonResponse(
    string Id,
    string Email,
    IReadOnlyList<Grant> Grants,
    bool Invited,
    bool TwoFactor,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? LastSignInAt,
    string? LastSignInBy,
    string? Issuer)
{
    internal static PersonResponse Of(Person person) => new(
        person.Id, person.Email ?? "", person.Grants, person is { PasswordHash: null, Issuer: null }, person.TwoFactorEnabled, person.DisabledAt, person.CreatedAt, person.LastSignInAt, person.LastSignInBy, person.Issuer);
}

/// <summary>A one-time link for a person.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Link">The address to open. It is not shown again.</param>
/// <param name="ExpiresAt">When it expires (UTC).</param>
/// <param name="Mailed">Whether the mail server has taken over a mail with it.</param>
/// <param name="MailProblem">Why it was not sent by mail although that was asked for, as a sentence; otherwise <c>null</c>.</param>
public sealed record LinkResponse(string Id, string Link, DateTimeOffset ExpiresAt, bool Mailed, string? MailProblem)
{
    /// <summary>Only the person's id, so that no secret reaches a log.</summary>
    public override string ToString() => $"{nameof(LinkResponse)} {Id}";
}
