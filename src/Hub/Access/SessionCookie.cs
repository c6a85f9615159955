using FlextMonitor.Hub.Access.Displays;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>Configures the cookie of a browser's session, and the redirect of a browser without one to the sign-in page.</summary>
internal static class SessionCookie
{
    private const string Name = "flextmonitor";
    private const string LoginPage = "/login";
    private const string ReturnUrl = "returnUrl";

    private static readonly SessionCookieManager Manager = new();

    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = Name;
        cookie.CookieManager = Manager;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

        // Lax, so that a link in a chat or an e-mail opens the page signed in. OriginCheck guards changes.
        cookie.Cookie.SameSite = SameSiteMode.Lax;

        // The store says how long a session that is not used lasts; see SessionOptions.
        cookie.SlidingExpiration = false;
        cookie.Events.OnValidatePrincipal = MoveToOwnName;
        cookie.Events.OnRedirectToLogin = ToLogin;
        cookie.Events.OnRedirectToAccessDenied = context => Refuse(context, StatusCodes.Status403Forbidden);
    }

    private static Task MoveToOwnName(CookieValidatePrincipalContext context)
    {
        var options = context.Options.Cookie.Build(context.HttpContext);
        options.Expires = context.Properties.IsPersistent ? context.Properties.ExpiresUtc : null;
        Manager.MoveFromFormerName(context.HttpContext, Name, options);
        return Task.CompletedTask;
    }

    private static async Task ToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var isPage = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !PathsWithoutPages.Contain(request.Path);
        if (!isPage)
        {
            await Refuse(context, StatusCodes.Status401Unauthorized).ConfigureAwait(false);
            return;
        }

        if (await IsOfDisplayAsync(context.HttpContext).ConfigureAwait(false))
        {
            // Its token is not valid any more, and nobody stands before it to sign in.
            context.Response.Redirect($"{request.PathBase}{DisplayEndpoints.Page}");
            return;
        }

        // Without scheme and host: behind a proxy, or with a forged Host header, they are not those of the page.
        var back = IsOfThisHost(request.Path) ? QueryString.Create(ReturnUrl, $"{request.PathBase}{request.Path}{request.QueryString}") : QueryString.Empty;
        context.Response.Redirect($"{request.PathBase}{LoginPage}{back}");
    }

    // The handler remembers what the request's cookie holds, also after CallerCheck has found it not valid any more.
    private static async Task<bool> IsOfDisplayAsync(HttpContext context) =>
        (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme).ConfigureAwait(false)).Principal?.IsDisplay() == true;

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // Browsers read //host and /\host as another host.
    private static bool IsOfThisHost(PathString path) => path.Value is not ({ Length: > 1 } and ['/', '/' or '\\', ..]);
}
