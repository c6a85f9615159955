using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>When an element came and when it went, noted inside the page at the moment it happened.</summary>
internal sealed class ElementWatch
{
    private const string Begin = """
        selector => {
          const seen = { shownMs: null, goneMs: null };
          const look = () => {
            const isThere = document.querySelector(selector) !== null;
            if (isThere && seen.shownMs === null) seen.shownMs = Date.now();
            if (!isThere && seen.shownMs !== null && seen.goneMs === null) seen.goneMs = Date.now();
          };
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
          globalThis.watched = seen;
        }
        """;

    private readonly IPage _page;

    private ElementWatch(IPage page) => _page = page;

    /// <summary>Begins to watch for an element that is not there yet.</summary>
    public static async Task<ElementWatch> StartAsync(IPage page, string selector)
    {
        await page.EvaluateAsync(Begin, selector);
        return new ElementWatch(page);
    }

    /// <summary>When it was first there, by this machine's clock (UTC); null while it was not.</summary>
    public Task<DateTimeOffset?> ShownAsync() => ReadAsync("shownMs");

    /// <summary>When it was first not there any more; null while it is.</summary>
    public Task<DateTimeOffset?> GoneAsync() => ReadAsync("goneMs");

    private async Task<DateTimeOffset?> ReadAsync(string field)
    {
        var milliseconds = await _page.EvaluateAsync<double?>($"() => watched.{field}");
        return milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds((long)at) : null;
    }
}
