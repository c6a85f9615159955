using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access.Views;

/// <summary><c>/api/account/views</c>: the views that the caller has saved.</summary>
internal static class SavedViewEndpoints
{
    /// <summary>The largest request body, in bytes: the longest valid one, all of it escaped.</summary>
    private const int LargestBody = 16 * 1024;

    public static void MapSavedViews(this IEndpointRouteBuilder routes)
    {
        var views = routes.MapGroup(Routes.SavedViews).RequireRole(Roles.Viewer).RequirePerson().WithTags("Account")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody)).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);
        views.MapGet("", ListAsync).WithSummary("The own saved views").WithDescription("By name. Each is a place of the page: a path from the root on, with filters, sort and time in its query.");
        views.MapPost("", AddAsync).NotAudited().WithSummary("Saves a view").WithDescription($"A person has at most {SavedViewStore.Most}, each with a name of its own.")
            .Produces<SavedViewResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        views.MapPut("{id}", SetAsync).NotAudited().WithSummary("Changes a saved view").WithDescription("Its name, its address, or both.")
            .Produces<SavedViewResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        views.MapDelete("{id}", RemoveAsync).NotAudited().WithSummary("Deletes a saved view").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<SavedViewsResponse>> ListAsync(ClaimsPrincipal user, SavedViewStore views, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SavedViewsResponse([.. (await views.ListAsync(user.PersonId()!, cancellationToken).ConfigureAwait(false)).Select(SavedViewResponse.Of)]));

    private static async Task<IResult> AddAsync(SavedViewRequest request, ClaimsPrincipal user, SavedViewStore views, CancellationToken cancellationToken)
    {
        var (view, refusal) = await views.AddAsync(user.PersonId()!, request.Name!, request.Address!, cancellationToken).ConfigureAwait(false);
        return view is null ? Refused(refusal, request) : TypedResults.Ok(SavedViewResponse.Of(view));
    }

    private static async Task<IResult> SetAsync(string id, SavedViewRequest request, ClaimsPrincipal user, SavedViewStore views, CancellationToken cancellationToken)
    {
        var (view, refusal) = await views.SetAsync(user.PersonId()!, id, request.Name!, request.Address!, cancellationToken).ConfigureAwait(false);
        return view is null ? Refused(refusal, request) : TypedResults.Ok(SavedViewResponse.Of(view));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, ClaimsPrincipal user, SavedViewStore views, CancellationToken cancellationToken) =>
        await views.RemoveAsync(user.PersonId()!, id, cancellationToken).ConfigureAwait(false) ? TypedResults.NoContent() : Unknown();

    private static IResult Refused(ViewRefusal? refusal, SavedViewRequest request) => refusal switch
    {
        ViewRefusal.NameTaken => InvalidField.Of("name", $"There is a view called '{IsolatedText.Of(request.Name!)}' already. Choose another name, or change that view."),
        ViewRefusal.Full => TypedResults.Problem(
            $"There are {SavedViewStore.Most} saved views, and no more can be saved. Delete those that are not used any more.", statusCode: StatusCodes.Status409Conflict, title: "Too many views"),
        _ => Unknown(),
    };

    private static ProblemHttpResult Unknown() =>
        TypedResults.Problem("There is no such view. It may have been deleted already.", statusCode: StatusCodes.Status404NotFound, title: "Unknown view");
}

/// <summary>A view to save.</summary>
/// <param name="Name">1 to 60 characters, unlike that of any other view of the person.</param>
/// <param name="Address">A path of this monitor from its root on, with its query, at most 2,000 characters.</param>
public sealed record SavedViewRequest(
    [property: Required, OneLine, StringLength(SavedView.LongestName, MinimumLength = 1)] string? Name,
    [property: Required, PageAddress, StringLength(SavedView.LongestAddress, MinimumLength = 1)] string? Address);

/// <summary>The views that a person has saved.</summary>
/// <param name="Views">By name; may be empty.</param>
public sealed record SavedViewsResponse(IReadOnlyList<SavedViewResponse> Views);

/// <summary>A saved view.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Address">A path from the root of this monitor on, with its query.</param>
public sealed record SavedViewResponse(string Id, string Name, string Address)
{
    internal static SavedViewResponse Of(SavedView view) => new(view.Id, view.Name, view.Address);
}
