using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>A Meltano project in a browser: what Meltano writes into its database and its logs, live on the page.</summary>
public sealed class MeltanoTests(Chromium chromium) : BrowserTest(chromium), IAsyncLifetime
{
    private const string Began = "2026-11-24T02:00:00.000000Z [info     ] ";

    /// <summary>What users were promised.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    /// <summary>What the browser may take to draw on a machine with other work.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1.5);

    private MeltanoSite _site = null!;
    private MeltanoTable _table = null!;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        var folder = new MeltanoFolder();
        _table = await folder.CreateDatabaseAsync();
        _site = await MeltanoSite.StartAsync(folder);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Run_InsertedIntoTheDatabase_StandsOnThePageInTime_AndTurnsFailedWithItsErrorAndItsLiveLog()
    {
        var visitor = await ComeAsync(_site.Monitor);
        await visitor.SignInAsync();
        await visitor.OpenAsync("/", "Live");
        var shown = await ElementWatch.StartAsync(visitor.Page, ".run-row .pill-running");
        var run = new MeltanoRun(Now);
        _site.Folder.Write(LogOf(run), $"{Began}Extracting\n");

        var inserted = Now;
        var id = await _table.InsertAsync(run);
        await Expect(visitor.Page.Locator(".run-row")).ToContainTextAsync("daily-load");
        AssertInTime(inserted, (await shown.ShownAsync()).ShouldNotBeNull());

        await visitor.Page.Locator(".run-row .run-link").ClickAsync();
        await Expect(Drawer(visitor)).ToContainTextAsync("Extracting");
        _site.Folder.Append(LogOf(run), $"{Began}Loading 42 rows\n");
        await Expect(Drawer(visitor)).ToContainTextAsync("Loading 42 rows");

        var failed = await ElementWatch.StartAsync(visitor.Page, ".run-row .pill-failed");
        var ended = Now;
        await _table.EndAsync(id, "FAIL", Now, """{"error": "Extractor failed: 401 Unauthorized"}""");
        await Expect(visitor.Page.Locator(".attention-failing")).ToContainTextAsync("Extractor failed: 401 Unauthorized");
        await Expect(Drawer(visitor).Locator("[data-log=ended]")).ToBeVisibleAsync();
        AssertInTime(ended, (await failed.ShownAsync()).ShouldNotBeNull());
    }

    /// <summary>In the long form only: a machine with other work may miss it. <c>bench/Meltano</c> measures it.</summary>
    private static void AssertInTime(DateTimeOffset happened, DateTimeOffset shown)
    {
        if (LongTests.AreWanted)
        {
            shown.ShouldBeLessThan(happened + Promised + Slack);
        }
    }

    private static ILocator Drawer(Visitor visitor) => visitor.Page.Locator(".drawer");

    private static string LogOf(MeltanoRun run) => $".meltano/logs/elt/devtap-a-to-target-b/{run.RunId:D}/elt.log";
}
