using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>
/// A cookie that lasts as long as a sign-in at a provider. Like the session cookie, it is bound to this host under HTTPS (<c>__Host-</c>), or below a path of a proxy at least to
/// HTTPS (<c>__Secure-</c>).
/// </summary>
internal sealed class ProviderCookie : CookieBuilder
{
    private readonly IHttpContextAccessor _requests;
    private readonly string _name;

    public ProviderCookie(IHttpContextAccessor requests, string name, TimeSpan lifetime)
    {
        (_requests, _name) = (requests, name);
        Expiration = lifetime;
        HttpOnly = true;
        IsEssential = true;
        SameSite = SameSiteMode.Lax;
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>The beginning of its name, of which the framework makes one for each sign-in.</summary>
    public override string? Name
    {
        get => $"{(_requests.HttpContext is { } http ? SessionCookieManager.Prefix(http.Request) : string.Empty)}{_name}";
        set => throw new NotSupportedException("The name of this cookie follows from the request.");
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Path = context.Request.PathBase is { HasValue: true } path ? path : "/";
        return options;
    }
}
