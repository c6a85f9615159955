using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Access;

/// <summary>The answer 400 to a request with one field that is not valid.</summary>
internal static class InvalidField
{
    /// <param name="field">The field, as the request names it.</param>
    /// <param name="problem">What is wrong with it, and what is allowed, as a sentence.</param>
    public static ValidationProblem Of(string field, string problem) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [problem] });
}
