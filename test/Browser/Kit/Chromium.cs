using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Chromium))]

// Two at a time: they mostly wait for what they watch. More would take the time that the contract's limits leave on few cores.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 2)]

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>One browser for all tests; each test has contexts of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string PathVariable = "CHROMIUM";

    /// <summary>The browser without a window. The one with a window draws it even when nobody sees it, with a process for each, which takes half as much again.</summary>
    private const string UsualPath = "/usr/bin/chromium-headless-shell";

    /// <summary>For a busy machine.</summary>
    private const float PatienceMs = 30_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Starts the browser that the machine has: none is downloaded.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named ? named : UsualPath;
        if (!File.Exists(path))
        {
            throw new InvalidOperationException(
                $"These tests need Chromium, and there is none at {path}. Install it (Debian: apt-get install chromium-headless-shell), or say where it is by the environment variable {PathVariable}.");
        }

        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
    }

    /// <summary>A browser of somebody new: no cookies, nothing cached.</summary>
    internal async Task<IBrowserContext> NewContextAsync(string address, string locale, string zone)
    {
        var browser = _browser ?? throw new InvalidOperationException("The browser has not been started.");
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = Look.Light.Width, Height = Look.Light.Height },
            ColorScheme = ColorScheme.Light,
            Locale = locale,
            TimezoneId = zone,
        });
        context.SetDefaultTimeout(PatienceMs);
        return context;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
