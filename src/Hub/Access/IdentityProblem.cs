using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>The answer that says what Identity refused.</summary>
internal static class IdentityProblem
{
    /// <param name="result">A result with errors.</param>
    /// <param name="fieldOf">The field of the request that an error concerns.</param>
    public static ValidationProblem Of(IdentityResult result, Func<IdentityError, string> fieldOf) => TypedResults.ValidationProblem(
        result.Errors.GroupBy(fieldOf).ToDictionary(errors => errors.Key, errors => errors.Select(error => error.Description).Distinct().ToArray()));
}
