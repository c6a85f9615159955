using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>The answer to an attempt that was refused because there were too many.</summary>
internal static class AttemptRefusal
{
    /// <summary>When to try again after too many concurrent attempts. Each takes less time than this.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>The answer; <c>null</c> if the attempt was made.</summary>
    public static IResult? Of(AttemptResult result, HttpContext http) => result switch
    {
        AttemptResult.TooManyFailures => TryAgain(http, SignInThrottle.Window, $"Too many failed attempts. Try again in {SignInThrottle.Window.TotalSeconds:0} seconds."),
        AttemptResult.TooManyFailuresOfAccount => TryAgain(
            http, AccountFailures.Window, "Too many failed attempts for this account, from several addresses. Sign in with a browser or from an address that it used before, or try again in an hour."),
        AttemptResult.TooManyFailuresOfDevice => TryAgain(
            http, AccountFailures.Window, "Too many failed attempts from here. Try again in an hour, or ask an administrator for a link to set a new password."),
        AttemptResult.TooManyAtOnce => TryAgain(http, RetryDelay, "Too many sign-ins at once. Try again in a second."),
        _ => null,
    };

    private static IResult TryAgain(HttpContext http, TimeSpan after, string text)
    {
        http.Response.Headers.RetryAfter = after.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Results.Problem(text, statusCode: StatusCodes.Status429TooManyRequests, title: "Too many attempts");
    }
}
