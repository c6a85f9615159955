using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Factors;
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
        var people = routes.MapGroup(Routes.People).RequireRole(Roles.Admin).WithMetadata(new RequestSizeLimitAttribute(GrantList.LargestBody)).WithTags("People").ProducesProblem(StatusCodes.Status403Forbidden);
        people.MapGet("", ListAsync).WithSummary("People and what they may do");
        people.MapPost("", InviteAsync).WithSummary("Invites somebody").WithDescription("The answer holds a one-time link to set a password with, which lasts 7 days.")
            .Produces<LinkResponse>().ProducesValidationProblem();

        var person = people.MapGroup("{id}").ProducesProblem(StatusCodes.Status404NotFound);
        person.MapGet("", FindAsync).WithSummary("One person");
        person.MapPut("", SetGrantsAsync).WithSummary("Changes what somebody may do").WithDescription("Open pages start over with it.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        person.MapDelete("", DeleteAsync).WithSummary("Removes somebody")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
        person.MapPost("disable", DisableAsync).WithSummary("Refuses somebody, and ends their sessions")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
        person.MapPost("enable", EnableAsync).WithSummary("Lets somebody sign in again who was disabled").Produces(StatusCodes.Status204NoContent);
        person.MapPost("link", LinkAsync).WithSummary("Makes a one-time link to set a password with").WithDescription("Earlier links of the person become invalid. It lasts a day, an invitation 7 days.")
            .Produces<LinkResponse>();
        person.MapDelete("two-factor", RemoveFactorsAsync).WithSummary("Takes the second factor and the passkeys of somebody away").WithDescription("For a person who lost them. Ends their sessions.")
            .Produces(StatusCodes.Status204NoContent);
        person.MapDelete("sessions", EndSessionsAsync).WithSummary("Ends all sessions of somebody").WithDescription("A one-time link of the person becomes invalid, too.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<Ok<PeopleResponse>> ListAsync(PersonStore people, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PeopleResponse([.. (await people.ListAsync(cancellationToken).ConfigureAwait(false)).Select(PersonResponse.Of)]));

    private static async Task<Results<Ok<PersonResponse>, ProblemHttpResult>> FindAsync(string id, PersonStore people, CancellationToken cancellationToken) =>
        await people.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } person ? TypedResults.Ok(PersonResponse.Of(person)) : Unknown();

    private static async Task<Results<Ok<LinkResponse>, ValidationProblem, ProblemHttpResult>> InviteAsync(
        PersonRequest request, HttpContext http, PersonStore people, OneTimeLinks links, PublicAddress address, CancellationToken cancellationToken)
    {
        if (GrantList.Problem(request.Grants) is { } problem)
        {
            return InvalidGrants(problem);
        }

        var (result, person) = await people.AddAsync(request.Email!, request.Grants!).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return IdentityProblem.Of(result, _ => "email");
        }

        return await links.CreateAsync(person.Id, LinkPurpose.Invitation, cancellationToken).ConfigureAwait(false) is { } link
            ? TypedResults.Ok(LinkResponse.Of(person, link, address, http.Request))
            : Unknown();
    }

    private static async Task<IResult> SetGrantsAsync(string id, GrantsRequest request, PersonStore people) =>
        GrantList.Problem(request.Grants) is { } problem ? InvalidGrants(problem) : Answer(await people.SetGrantsAsync(id, request.Grants!).ConfigureAwait(false));

    private static async Task<IResult> DeleteAsync(string id, PersonStore people) => Answer(await people.DeleteAsync(id).ConfigureAwait(false));

    private static async Task<IResult> DisableAsync(string id, PersonStore people) => Answer(await people.DisableAsync(id).ConfigureAwait(false));

    private static async Task<IResult> EnableAsync(string id, PersonStore people) => Answer(await people.EnableAsync(id).ConfigureAwait(false));

    private static async Task<Results<Ok<LinkResponse>, ProblemHttpResult>> LinkAsync(
        string id, HttpContext http, PersonStore people, OneTimeLinks links, PublicAddress address, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return Unknown();
        }

        var purpose = person.PasswordHash is null ? LinkPurpose.Invitation : LinkPurpose.Reset;
        return await links.CreateAsync(id, purpose, cancellationToken).ConfigureAwait(false) is { } link ? TypedResults.Ok(LinkResponse.Of(person, link, address, http.Request)) : Unknown();
    }

    private static async Task<IResult> EndSessionsAsync(string id, PersonStore people, Sessions sessions, OneTimeLinks links, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(id, cancellationToken).ConfigureAwait(false) is null)
        {
            return Unknown();
        }

        await links.RemoveAsync(id, cancellationToken).ConfigureAwait(false);
        await sessions.EndAllAsync(id, except: null, SessionEndReason.EndedByOther).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RemoveFactorsAsync(string id, FactorRemoval removal) =>
        await removal.RemoveAsync(id).ConfigureAwait(false) ? TypedResults.NoContent() : Unknown();

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

    private static ValidationProblem InvalidGrants(string problem) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["grants"] = [problem] });
}
