using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Where to go after a sign-in. Only addresses of this host, so that nobody can lead people elsewhere with a link to the sign-in.</summary>
internal static class ReturnAddress
{
    /// <summary>The parameter of the sign-in that holds it.</summary>
    public const string Parameter = "returnUrl";

    private const int Longest = 2048;

    /// <summary>The path and query to go to: what was asked for, if it is of this host, or else the first page.</summary>
    public static string Of(HttpRequest request, string? asked) =>
        asked is { Length: > 0 and <= Longest } && asked[0] == '/' && RedirectHttpResult.IsLocalUrl(asked) ? asked : $"{request.PathBase}/";
}
