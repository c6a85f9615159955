using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>The answers to whoever wants to change here what is only changed at the provider.</summary>
internal static class ManagedByProvider
{
    /// <summary>Refuses (403) a change of what the caller signs in with.</summary>
    public static ProblemHttpResult SignIn() => Refuse(StatusCodes.Status403Forbidden, "The provider signs you in. Change there what you sign in with.");

    /// <summary>Refuses (409) a change of another person.</summary>
    /// <param name="detail">Why, and what to do.</param>
    public static ProblemHttpResult Account(string detail) => Refuse(StatusCodes.Status409Conflict, detail);

    private static ProblemHttpResult Refuse(int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: "Managed by the provider", extensions: [new("code", RefusalCodes.ManagedByProvider)]);
}
