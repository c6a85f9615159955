using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Factors;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary><c>/api/people</c>: who may sign in, and what they may do, for administrators.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeopleEndpoints(this IEndpointRouteBuilder routes)
    {
        // What takes rights away is carried out even if it cannot be recorded now: see Audited.
        var people = routes.MapGroup(Routes.People).RequireRole(Roles.Admin).WithMetadata(new RequestSizeLimitAttribute(GrantList.LargestBody)).WithTags("People").ProducesProblem(StatusCodes.Status403Forbidden);
        people.MapGet("", ListAsync).WithSummary("People and what they may do");
        people.MapPost("", InviteAsync).RequireLocalSignIn().RequireAudit(AuditActions.InvitePerson).WithSummary("Invites somebody").WithDescription("The answer holds a one-time link to set a password with, which lasts 7 days.")
            .Produces<LinkResponse>().ProducesValidationProblem();

        var person = people.MapGroup("{id}").ProducesProblem(StatusCodes.Status404NotFound);
        person.MapGet("", FindAsync).WithSummary("One person");
        person.MapPut("", SetGrantsAsync).MayNeedAudit(AuditActions.ChangeGrants).WithSummary("Changes what somebody may do").WithDescription("Open pages start over with it.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        person.MapDelete("", DeleteAsync).Audited(AuditActions.RemovePerson).WithSummary("Removes somebody")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
        person.MapPost("disable", DisableAsync).Audited(AuditActions.DisablePerson).WithSummary("Refuses somebody, and ends their sessions")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
        person.MapPost("enable", EnableAsync).RequireAudit(AuditActions.EnablePerson).WithSummary("Lets somebody sign in again who was disabled").Produces(StatusCodes.Status204NoContent);
        person.MapPost("link", LinkAsync).RequireLocalSignIn().RequireAudit(AuditActions.MakeLink).WithSummary("Makes a one-time link to set a password with").WithDescription("Earlier links of the person become invalid. It lasts a day, an invitation 7 days.")
            .Produces<LinkResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        person.MapDelete("two-factor", RemoveFactorsAsync).RequireAudit(AuditActions.RemoveFactors).WithSummary("Takes the second factor and the passkeys of somebody away").WithDescription("For a person who lost them. Ends their sessions.")
            .Produces(StatusCodes.Status204NoContent);
        person.MapDelete("sessions", EndSessionsAsync).Audited(AuditActions.EndSessions).WithSummary("Ends all sessions of somebody").WithDescription("A one-time link of the person becomes invalid, too.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<Ok<PeopleResponse>> ListAsync(PersonStore people, LinkDelivery delivery, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PeopleResponse([.. (await people.ListAsync(cancellationToken).ConfigureAwait(false)).Select(PersonResponse.Of)], delivery.CanMail));

    private static async Task<Results<Ok<PersonResponse>, ProblemHttpResult>> FindAsync(string id, PersonStore people, CancellationToken cancellationToken) =>
        await people.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } person ? TypedResults.Ok(PersonResponse.Of(person)) : Unknown();

    private static async Task<Results<Ok<LinkResponse>, ValidationProblem, ProblemHttpResult>> InviteAsync(
        PersonRequest request, [AsParameters] LinkMailRequest mail, HttpContext http, PersonStore people, OneTimeLinks links, LinkDelivery delivery, CancellationToken cancellationToken)
    {
        if (GrantList.Problem(request.Grants) is { } problem)
        {
            return InvalidField.Of("grants", problem);
        }

        if (delivery.Problem(mail) is { } invalid)
        {
            return invalid;
        }

        AuditDetails.Of(http).About(request.Email, id: null);
        AuditDetails.Of(http).Changed(null, request.Grants);
        var (result, person) = await people.AddAsync(request.Email!, request.Grants!).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return IdentityProblem.Of(result, _ => "email");
        }

        AuditDetails.Of(http).About(person.Email, person.Id);

        return await links.CreateAsync(person.Id, LinkPurpose.Invitation, cancellationToken).ConfigureAwait(false) is { } link
            ? TypedResults.Ok(await delivery.DeliverAsync(person, link, mail, http.Request, cancellationToken).ConfigureAwait(false))
            : Unknown();
    }

    private static async Task<IResult> SetGrantsAsync(string id, GrantsRequest request, HttpContext http, PersonStore people, IAuditTrail audit, CancellationToken cancellationToken)
    {
        if (GrantList.Problem(request.Grants) is { } problem)
        {
            return InvalidField.Of("grants", problem);
        }

        if (await people.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return Unknown();
        }

        if (person.Issuer is not null)
        {
            return ManagedByProvider.Account("The provider says what this person may do. Change the groups there; to refuse the person here, disable them.");
        }

        // Rights can be taken away even if that cannot be recorded now.
        return Rights.Of(person.Grants).Include(Rights.Of(request.Grants!)) || await audit.RefuseUnrecordedAsync(http).ConfigureAwait(false) is not { } refusal
            ? Answer(await people.SetGrantsAsync(id, request.Grants!, AuditDetails.Of(http)).ConfigureAwait(false))
            : refusal;
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, PersonStore people) =>
        Answer(await people.DeleteAsync(id, AuditDetails.Of(http)).ConfigureAwait(false));

    private static async Task<IResult> DisableAsync(string id, HttpContext http, PersonStore people) =>
        Answer(await people.DisableAsync(id, AuditDetails.Of(http)).ConfigureAwait(false));

    private static async Task<IResult> EnableAsync(string id, HttpContext http, PersonStore people) =>
        Answer(await people.EnableAsync(id, AuditDetails.Of(http)).ConfigureAwait(false));

    private static async Task<Results<Ok<LinkResponse>, ValidationProblem, ProblemHttpResult>> LinkAsync(
        string id, [AsParameters] LinkMailRequest mail, HttpContext http, PersonStore people, OneTimeLinks links, LinkDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Problem(mail) is { } invalid)
        {
            return invalid;
        }

        if (await people.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return Unknown();
        }

        AuditDetails.Of(http).About(person.Email, id);
        if (person.Issuer is not null)
        {
            return ManagedByProvider.Account("The provider signs this person in, who has no password here.");
        }

        var purpose = person.PasswordHash is null ? LinkPurpose.Invitation : LinkPurpose.Reset;
        return await links.CreateAsync(id, purpose, cancellationToken).ConfigureAwait(false) is { } link
            ? TypedResults.Ok(await delivery.DeliverAsync(person, link, mail, http.Request, cancellationToken).ConfigureAwait(false))
            : Unknown();
    }

    private static async Task<IResult> EndSessionsAsync(string id, HttpContext http, PersonStore people, Sessions sessions, OneTimeLinks links, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return Unknown();
        }

        AuditDetails.Of(http).About(person.Email, id);
        await links.RemoveAsync(id, cancellationToken).ConfigureAwait(false);
        await sessions.EndAllAsync(id, except: null, SessionEndReason.EndedByOther).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RemoveFactorsAsync(string id, HttpContext http, PersonStore people, FactorRemoval removal, CancellationToken cancellationToken)
    {
        AuditDetails.Of(http).About((await people.FindAsync(id, cancellationToken).ConfigureAwait(false))?.Email, id);
        return await removal.RemoveAsync(id).ConfigureAwait(false) ? TypedResults.NoContent() : Unknown();
    }

    private static IResult Answer(PersonChange result) => result switch
    {
        PersonChange.Done => TypedResults.NoContent(),
        PersonChange.Unknown => Unknown(),
        _ => TypedResults.Problem(
            "This is the last person who can administer. Make somebody else an administrator first.",
            statusCode: StatusCodes.Status409Conflict,
            title: "Last administrator",
            extensions: [new("code", RefusalCodes.LastAdministrator)]),
    };

    private static ProblemHttpResult Unknown() => TypedResults.Problem("There is no such person.", statusCode: StatusCodes.Status404NotFound, title: "Unknown person");
}
