using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using Microsoft.Playwright;

namespace FlextMonitor.Bench.Page;

/// <summary>Chromium, signed in to the host, with an empty cache each time.</summary>
internal sealed class SignedInBrowser : IAsyncDisposable
{
    private const string Path = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly MonitorServer _host;

    private SignedInBrowser(IPlaywright playwright, IBrowser browser, MonitorServer host)
    {
        _playwright = playwright;
        _browser = browser;
        _host = host;
    }

    public static async Task<SignedInBrowser> StartAsync(MonitorServer host)
    {
        var playwright = await Playwright.CreateAsync();
        return new SignedInBrowser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Arguments }), host);
    }

    /// <summary>A new page. Close its context to release it.</summary>
    public async Task<IPage> NewPageAsync()
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = _host.Address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(60_000);
        var answer = await context.APIRequest.PostAsync($"{Routes.Login}?useCookies=true", new()
        {
            DataObject = new { email = MonitorServer.Email, password = MonitorServer.Password },
            Headers = new Dictionary<string, string> { ["Origin"] = _host.Address.GetLeftPart(UriPartial.Authority) },
        });
        return answer.Ok ? await context.NewPageAsync() : throw new InvalidOperationException($"Signing in answered {answer.Status}.");
    }

    /// <summary>Opens the dashboard and waits until it shows live figures.</summary>
    public async Task<IPage> OpenDashboardAsync()
    {
        var page = await NewPageAsync();
        await page.GotoAsync("/");
        await page.Locator(".pill-live").WaitForAsync();
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
