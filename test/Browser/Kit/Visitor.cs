using System.Collections.Concurrent;
using FlextMonitor.Contracts;
using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>Somebody with a browser of their own, and what that browser complains of.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly List<string> _expected = [];

    private readonly string _address;

    private Visitor(IBrowserContext context, IPage page, string address)
    {
        Context = context;
        Page = page;
        _address = address;
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Errors that scripts threw or the console shows, refusals by the Content-Security-Policy among them, besides those that a test expects.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints.Where(complaint => !_expected.Any(complaint.Contains))];

    /// <summary>Said in full of the least trustworthy daemon in sight: Live, Stale, …</summary>
    public ILocator State => Page.Locator(".strip-trust output");

    /// <summary>The time zone unless a test names one: neither UTC nor, likely, that of the machine.</summary>
    public const string Zone = "America/Sao_Paulo";

    /// <summary>Somebody comes, not signed in yet.</summary>
    public static async Task<Visitor> ComeAsync(Chromium chromium, string address, string locale = "en-US", string zone = Zone)
    {
        var context = await chromium.NewContextAsync(address, locale, zone);
        var visitor = new Visitor(context, await context.NewPageAsync(), address);
        visitor.Page.PageError += (_, error) => visitor._complaints.Enqueue($"thrown: {error}");
        visitor.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                visitor._complaints.Enqueue($"console {message.Type}: {message.Text} ({message.Location})");
            }
        };
        return visitor;
    }

    /// <summary>Lets complaints that hold a text pass: a browser logs every request that fails, which in some tests is the point.</summary>
    public void Expect(string complaint) => _expected.Add(complaint);

    /// <summary>Signs in without the form.</summary>
    public async Task SignInAsync(string email = MonitorSite.Email)
    {
        var answer = await PostAsync($"{Routes.Login}?useCookies=true", new { email, password = MonitorSite.Password });
        answer.Ok.ShouldBeTrue($"signing in answered {answer.Status}");
    }

    /// <summary>Ends the session from elsewhere: the page is not told by its own script.</summary>
    public async Task SignOutElsewhereAsync()
    {
        var answer = await PostAsync(Routes.Logout, null);
        answer.Ok.ShouldBeTrue($"signing out answered {answer.Status}");
    }

    /// <summary>Opens the dashboard.</summary>
    public Task OpenAsync(string path = "/") => Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });

    /// <summary>Opens the dashboard, and waits until it shows a state.</summary>
    public async Task OpenAsync(string path, string state)
    {
        await OpenAsync(path);
        await Assertions.Expect(State).ToHaveTextAsync(state);
    }

    /// <summary>What is said in full: <c>down</c>, <c>reconnecting</c>, <c>signed-out</c> or <c>forbidden</c>.</summary>
    public ILocator Banner(string kind) => Page.Locator($"[data-banner='{kind}']");

    /// <summary>The figure of a tile, by its title.</summary>
    public ILocator Tile(string title) => Page.Locator(".tile").Filter(new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });

    /// <summary>Looks at the page in another way.</summary>
    public async Task LookAsync(Look look)
    {
        await Page.SetViewportSizeAsync(look.Width, look.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme });
        var theme = look.Scheme == ColorScheme.Dark ? "dark" : "light";
        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", theme);

        // Colours on their way from one theme to the other are those of neither.
        await Page.EvaluateAsync("() => document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish())");
    }

    /// <summary>Keeps a picture of the page as it is, for people to look at.</summary>
    public Task ShootAsync(string name) => Screenshots.TakeAsync(Page, name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Context.CloseAsync();

    private Task<IAPIResponse> PostAsync(string path, object? body) => Context.APIRequest.PostAsync(
        path, new() { DataObject = body, Headers = new Dictionary<string, string> { ["Origin"] = _address } });
}
