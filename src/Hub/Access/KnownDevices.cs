using System.Security.Cryptography;
using FlextMonitor.Hub.Access.Proxies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Recognizes the devices with which somebody signed in before: a browser by a cookie, any program by its network. Guesses by others, however many, cannot keep these from signing in.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection, ILookupNormalizer normalizer, IDbContextFactory<AccessDbContext> store, UnknownProxies proxies)
{
    private const string Name = "flextmonitor-device";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    private readonly SessionCookieManager _cookies = new();
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("FlextMonitor.KnownDevices").ToTimeLimitedDataProtector();

    /// <summary>Remembers the browser of somebody who has just signed in, or has used a one-time link.</summary>
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

    /// <summary>The device of a request. Only its cookie is read at once.</summary>
    public CallerDevice Of(HttpContext http, string account)
    {
        var normalized = normalizer.NormalizeEmail(account);
        return new CallerDevice(ByCookie(http, normalized), cancellationToken => ByNetworkAsync(http, normalized, cancellationToken));
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

    // Behind a proxy that is not configured, everybody has the same address.
    private async Task<string?> ByNetworkAsync(HttpContext http, string? account, CancellationToken cancellationToken)
    {
        var network = CallerNetwork.Of(http.Connection.RemoteIpAddress);
        if (network.Length == 0 || proxies.Of(http) is not null)
        {
            return null;
        }

        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var addresses = await context.Sessions
            .Where(session => session.Address != null && context.Users.Any(person => person.Id == session.UserId && person.NormalizedEmail == account))
            .Select(session => session.Address).Distinct().ToListAsync(cancellationToken).ConfigureAwait(false);
        return addresses.Exists(address => CallerNetwork.OfText(address) == network) ? network : null;
    }
}
