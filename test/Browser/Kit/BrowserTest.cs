using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>A host that watches one daemon, and visitors. Whatever a test is about, no page may complain and none may break the Content-Security-Policy.</summary>
public abstract class BrowserTest(Chromium chromium) : IAsyncDisposable
{
    private readonly List<Visitor> _visitors = [];
    private readonly Stack<IAsyncDisposable> _visited = [];
    private ScriptedDaemon? _daemon;
    private InProcessMonitor? _site;

    private protected ScriptedDaemon Daemon => _daemon ?? throw new InvalidOperationException("There is no daemon yet.");

    private protected InProcessMonitor Site => _site ?? throw new InvalidOperationException("There is no host yet.");

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await ShootAllAsync();
        }

        var complaints = _visitors.SelectMany(visitor => visitor.Complaints).ToList();
        foreach (var visitor in _visitors)
        {
            await visitor.DisposeAsync();
        }

        while (_visited.TryPop(out var visited))
        {
            await visited.DisposeAsync();
        }

        await (_site?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_daemon?.DisposeAsync() ?? ValueTask.CompletedTask);
        complaints.ShouldBeEmpty();
    }

    /// <summary>A host that watches one daemon, called <c>default</c>.</summary>
    private protected async Task StartAsync(DaemonScript script, params (string Key, string Value)[] settings)
    {
        _daemon = await ScriptedDaemon.StartAsync(script);
        _site = await MonitorSite.StartAsync([("default", _daemon)], settings);
    }

    /// <summary>Ends what browsers ask once they have left, the last first: a page that is still open complains of requests that nobody answers.</summary>
    private protected T EndAfterVisits<T>(T visited)
        where T : IAsyncDisposable
    {
        _visited.Push(visited);
        return visited;
    }

    /// <summary>Somebody who is not signed in.</summary>
    private protected Task<Visitor> ComeAsync(string locale = "en-US", string zone = Visitor.Zone) => ComeToAsync(Site.Address, locale, zone);

    /// <summary>Somebody who is not signed in, at a host of the test's own.</summary>
    private protected Task<Visitor> ComeAsync(InProcessMonitor site, string locale = "en-US") => ComeToAsync(site.Address, locale);

    /// <summary>Somebody who is not signed in, at an address such as that of a proxy.</summary>
    private protected async Task<Visitor> ComeToAsync(string address, string locale = "en-US", string zone = Visitor.Zone)
    {
        var visitor = await Visitor.ComeAsync(chromium, address, locale, zone);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Somebody signed in, with the dashboard open and showing a state.</summary>
    private protected async Task<Visitor> VisitAsync(string state = "Live", string path = "/", string locale = "en-US", string email = MonitorSite.Email, string zone = Visitor.Zone)
    {
        var visitor = await ComeAsync(locale, zone);
        await visitor.SignInAsync(email);
        await visitor.OpenAsync(path, state);
        return visitor;
    }

    /// <summary>In every look: nothing for axe to find, and nothing that sticks out sideways. Keeps a picture of each where they are asked for.</summary>
    private protected static async Task InspectAsync(Visitor visitor, string name)
    {
        var found = new List<string>();
        foreach (var look in Look.All)
        {
            await visitor.LookAsync(look);

            // What is just being scrolled under the header is no fault of the page.
            await visitor.Page.EvaluateAsync("() => scrollTo(0, 0)");
            if (Screenshots.AreKept)
            {
                await visitor.ShootAsync($"{name}-{look.Name}");
            }

            var report = await Accessibility.InspectAsync(visitor.Page, look.Scheme == ColorScheme.Dark && !DocumentFolder.IsNamed);
            await DocumentFolder.KeepAsync(visitor.Page, name, look, report);
            found.AddRange(report.Violations.Select(violation => $"[{look.Name}] {violation}"));
            if (await ScrollsSidewaysAsync(visitor))
            {
                found.Add($"[{look.Name}] scrolls sideways");
            }
        }

        await visitor.LookAsync(Look.Light);
        found.ShouldBeEmpty();
    }

    /// <summary>As <see cref="InspectAsync"/>, on large screens.</summary>
    private protected static async Task InspectLargeAsync(Visitor visitor, string name)
    {
        foreach (var look in LongTests.AreWanted ? (Look[])[Look.Large, Look.Huge] : [Look.Large])
        {
            await visitor.LookAsync(look);
            (await Accessibility.InspectAsync(visitor.Page)).Violations.ShouldBeEmpty();
            (await ScrollsSidewaysAsync(visitor)).ShouldBeFalse($"scrolls sideways at {look.Width}");
            await DocumentFolder.KeepAsync(visitor.Page, $"{name}-{look.Name}");
            if (Screenshots.AreKept)
            {
                await visitor.ShootAsync($"{name}-{look.Name}");
            }
        }
    }

    private protected static Task<bool> ScrollsSidewaysAsync(Visitor visitor) =>
        visitor.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <summary>Waits until the page shows a state.</summary>
    private protected static Task SeesAsync(Visitor visitor, string state) => Expect(visitor.State).ToHaveTextAsync(state);

    private async Task ShootAllAsync()
    {
        foreach (var (index, visitor) in _visitors.Index())
        {
            await visitor.ShootAsync($"failed/{TestContext.Current.TestMethod?.MethodName}-{index}");
        }
    }
}
