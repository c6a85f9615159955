using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Answers that several endpoints give.</summary>
internal static class DashboardAnswers
{
    public static ProblemHttpResult Unknown() =>
        TypedResults.Problem("There is no such dashboard. It may have been deleted, or not be shared with you.", statusCode: StatusCodes.Status404NotFound, title: "Unknown dashboard");

    public static ProblemHttpResult UnknownVersion(int version) => TypedResults.Problem(
        $"Version {version} of this dashboard is not kept. The newest {DashboardLimits.MostVersions} are.", statusCode: StatusCodes.Status404NotFound, title: "Unknown version");

    public static ProblemHttpResult NeedsPerson() => Forbidden("Only people make and change dashboards. A service may read those that are shared.");

    public static ProblemHttpResult Forbidden(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status403Forbidden, title: "Not permitted");

    public static ProblemHttpResult NeedsVersion() => TypedResults.Problem(
        "The header If-Match is missing, and must name the version that is changed: the ETag of the answer that showed it, such as \"3\".",
        statusCode: StatusCodes.Status428PreconditionRequired,
        title: "Version required");

    public static ValidationProblem Invalid(DocumentErrors errors) => TypedResults.ValidationProblem(errors.ToDictionary(), title: "The dashboard cannot be saved as it is.");

    /// <summary>Why nothing was saved.</summary>
    public static ProblemHttpResult TooMany(SaveRefusal refusal) => refusal == SaveRefusal.TooManyOwn
        ? Full($"You own {DashboardLimits.MostOfOnePerson} dashboards, and cannot make more. Delete some that are not used any more.")
        : Full($"{DashboardLimits.MostShared} dashboards are shared, and no more can be. Make some private, or delete those that are not used any more.");

    private static ProblemHttpResult Full(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: "Too many dashboards");
}
