using System.Net;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>What the sign-in page asks: never refused, so that no browser shows an error.</summary>
public sealed class SignInStateTests(SharedHost shared)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ByNobody_IsFalse()
    {
        using var caller = shared.Host.Caller();

        (await caller.GetStringAsync(Routes.Login, Cancelled)).ShouldBe("""{"signedIn":false,"localSignIn":true,"provider":null}""");
    }

    [Fact]
    public async Task Get_ByABrowserSignedIn_IsTrueUntilItSignsOut()
    {
        using var browser = await shared.Host.BrowserAsync();

        (await browser.GetStringAsync(Routes.Login, Cancelled)).ShouldBe("""{"signedIn":true,"localSignIn":true,"provider":null}""");
        (await browser.PostAsync(Routes.Logout, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.GetStringAsync(Routes.Login, Cancelled)).ShouldBe("""{"signedIn":false,"localSignIn":true,"provider":null}""");
    }
}
