using FlextMonitor.Browser.Tests.Kit;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>The pictures of a Meltano project in README and <c>docs/meltano.md</c>. See <see cref="DocumentPictures"/>.</summary>
public sealed class MeltanoScreenshots(Chromium chromium) : BrowserTest(chromium), IAsyncLifetime
{
    private MeltanoSite _site = null!;
    private long _failedRun;

    public async ValueTask InitializeAsync()
    {
        (var folder, _failedRun) = await MeltanoDay.CreateAsync();
        _site = await MeltanoSite.StartAsync(folder);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Take()
    {
        var visitor = await ComeAsync(_site.Monitor);
        await visitor.SignInAsync();
        await visitor.OpenAsync("/", "Live");
        await Expect(visitor.Page.Locator(".attention-failing")).ToContainTextAsync("429 Too Many Requests");
        await DocumentPictures.LetTimePassAsync(visitor);

        await InspectAsync(visitor, "meltano");
        await DocumentPictures.TakeAsync(visitor, Look.Light, "meltano");
        await visitor.OpenAsync($"/?run=warehouse%2F{_failedRun}", "Live");
        await Expect(visitor.Page.Locator("[data-log=ended]")).ToBeVisibleAsync();
        await InspectAsync(visitor, "meltano-run");
        await DocumentPictures.TakeAsync(visitor, Look.Light, "meltano-run");
    }
}
