using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Recognizes the devices with which somebody signed in before: a browser by a cookie, any program by its address. Guesses by others, however many, cannot keep these from signing in.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection, ILookupNormalizer normalizer, IDbContextFactory<AccessDbContext> store)
{
    private const string Name = "flextmonitor-device";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    private readonly SessionCookieManager _cookies = new();
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("FlextMonitor.KnownDevices").ToTimeLimitedDataProtector();

    /// <summary>Remembers the browser of somebody who has just signed in.</summary>
    public void Remember(HttpContext http, string account)
    {
        var content = $"{RandomNumberGenerator.GetHexString(16, lowercase: true)} {normalizer.NormalizeEmail(account)}";
        _cookies.AppendResponseCookie(http, Name, _protector.Protect(content, Lifetime), new CookieOptions
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = Lifetime,
            Path = http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/",
        });
    }

    /// <summary>The device of a request, if that account signed in with it before; otherwise <c>null</c>.</summary>
    public async Task<string?> FindAsync(HttpContext http, string account, CancellationToken cancellationToken)
    {
        var normalized = normalizer.NormalizeEmail(account);
        return ByCookie(http, normalized) ?? await ByAddressAsync(http, normalized, cancellationToken).ConfigureAwait(false);
    }

    private string? ByCookie(HttpContext http, string? account)
    {
        if (_cookies.GetRequestCookie(http, Name) is not { } cookie)
        {
            return null;
        }

        try
        {
            var content = _protector.Unprotect(cookie);
            return content[(content.IndexOf(' ', StringComparison.Ordinal) + 1)..] == account ? content : null;
        }
        catch (CryptographicException)
        {
            // Expired, made up, or of another monitor: the device is not known.
            return null;
        }
    }

    private async Task<string?> ByAddressAsync(HttpContext http, string? account, CancellationToken cancellationToken)
    {
        if (ClientInfo.Of(http).Address is not { } address)
        {
            return null;
        }

        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var isKnown = await context.Sessions.AnyAsync(
            session => session.Address == address && context.Users.Any(person => person.Id == session.UserId && person.NormalizedEmail == account), cancellationToken).ConfigureAwait(false);
        return isKnown ? address : null;
    }
}
