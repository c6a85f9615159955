using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Why the provider's button did not sign somebody in, for the sign-in page: the <c>error</c> in its address.</summary>
internal static class SignInRefusals
{
    /// <summary>The provider cannot be reached.</summary>
    public const string Unreachable = "provider-unreachable";

    /// <summary>The provider refused, or the person did not agree.</summary>
    public const string Denied = "provider-denied";

    /// <summary>The answer of the provider is not valid, or does not belong to a sign-in of this browser that began a short time ago.</summary>
    public const string Failed = "provider-failed";

    /// <summary>The provider gives the person no role here.</summary>
    public const string NoRole = "no-role";

    /// <summary>An administrator disabled the person here.</summary>
    public const string Disabled = "disabled";

    /// <summary>The role needs two factors, and the provider does not say that both were used.</summary>
    public const string OneFactor = "one-factor";

    /// <summary>Too many sign-ins are under way, or failed in the caller's network.</summary>
    public const string TooMany = "too-many";

    private const string Page = "/login";

    /// <summary>The address of the sign-in page that says so.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="refusal">Why; <c>null</c> if nothing was refused.</param>
    /// <param name="returnUrl">Where the person wanted to go; <c>null</c> if unknown.</param>
    public static string PageFor(HttpRequest request, string? refusal, string? returnUrl)
    {
        var query = refusal is null ? QueryString.Empty : QueryString.Create("error", refusal);
        return $"{request.PathBase}{Page}{(returnUrl is null ? query : query.Add(ReturnAddress.Parameter, ReturnAddress.Of(request, returnUrl)))}";
    }
}
