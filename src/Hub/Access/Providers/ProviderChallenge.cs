using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Leads a browser to the provider, or to the sign-in page if that is of no use.</summary>
internal sealed class ProviderChallenge(ProviderMetadata metadata, ProviderSignInLimits limits, ProviderSignInLog log)
{
    /// <summary>Begins a sign-in.</summary>
    /// <param name="http">The request, which is answered unless there is a result.</param>
    /// <param name="returnUrl">Where to go afterwards, a path of this host.</param>
    public async Task<IResult> BeginAsync(HttpContext http, string returnUrl)
    {
        // Another site must not replace somebody's session unseen, by a link or an image. There, the page asks first.
        if (IsOfAnotherSite(http.Request))
        {
            return LeadBack(http, refusal: null, returnUrl);
        }

        if (!limits.IsOpen(http))
        {
            return LeadBack(http, SignInRefusals.TooMany, returnUrl);
        }

        try
        {
            await metadata.RequireAnswerAsync(http.RequestAborted).ConfigureAwait(false);
            await metadata.GetAsync(http.RequestAborted).ConfigureAwait(false);
        }
        catch (ProviderException failure)
        {
            log.Note(failure);
            return LeadBack(http, ProviderFailure.RefusalOf(failure), returnUrl);
        }

        await http.ChallengeAsync(OidcScheme.Name, new AuthenticationProperties { RedirectUri = returnUrl }).ConfigureAwait(false);
        return Results.Empty;
    }

    // Browsers send it over HTTPS and to this machine itself; "none" is an address that a person typed, or a bookmark.
    private static bool IsOfAnotherSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none");

    private static IResult LeadBack(HttpContext http, string? refusal, string returnUrl) => Results.Redirect(SignInRefusals.PageFor(http.Request, refusal, returnUrl));
}
