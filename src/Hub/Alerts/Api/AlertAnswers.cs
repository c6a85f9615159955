using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>Answers that several endpoints give.</summary>
internal static class AlertAnswers
{
    public static ProblemHttpResult Unknown(string what) =>
        TypedResults.Problem($"There is no such {what}. It may have been deleted.", statusCode: StatusCodes.Status404NotFound, title: $"Unknown {what}");

    public static ProblemHttpResult TooMany(string what, int most) =>
        TypedResults.Problem($"There are {most} {what}, and no more can be made. Delete those that are not used any more.", statusCode: StatusCodes.Status409Conflict, title: $"Too many {what}");

    public static ProblemHttpResult NotPermitted() => TypedResults.Problem(
        "It concerns daemons for which your account is not operator. Name only daemons in match.sources for which it is, or ask an administrator.",
        statusCode: StatusCodes.Status403Forbidden,
        title: "Not permitted");

    /// <summary>What was asked of the evaluator is stored, and nothing carries it out now.</summary>
    public static Accepted<RecordedResponse> Recorded() => TypedResults.Accepted(
        (string?)null, new RecordedResponse("Recorded, not yet applied: nothing is being evaluated now. It is applied as soon as the evaluator works again."));
}

/// <summary>Something is stored that the evaluator will carry out later.</summary>
/// <param name="Message">What that means, as a sentence.</param>
internal sealed record RecordedResponse(string Message);
