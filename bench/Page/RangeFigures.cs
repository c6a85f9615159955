using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Page;

/// <summary>How long it takes from the choice of another time until the charts have drawn it.</summary>
internal static class RangeFigures
{
    /// <summary>Notes when a chart was last drawn (each drawing begins with an empty canvas), and which questions to history are open.</summary>
    private const string NoteDrawings = """
        const { clearRect } = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.clearRect = function (...area) {
          globalThis.drawnMs = performance.now();
          return clearRect.apply(this, area);
        };
        globalThis.asked = { open: 0, answeredMs: 0 };
        const { fetch } = globalThis;
        globalThis.fetch = async (...request) => {
          if (!String(request[0]?.url ?? request[0]).includes('/api/history')) {
            return fetch(...request);
          }
          globalThis.asked.open += 1;
          try {
            return await fetch(...request);
          } finally {
            globalThis.asked.open -= 1;
            globalThis.asked.answeredMs = performance.now();
          }
        };
        """;

    /// <summary>Presses the button of a time; the milliseconds until a chart was drawn after every question that it led to was answered.</summary>
    private const string Choose = """
        (name) => new Promise((resolve) => {
          const began = performance.now();
          let frames = 0;
          const look = () => {
            frames += 1;
            // What the page holds already needs no question.
            if (frames > 2 && globalThis.asked.open === 0 && globalThis.drawnMs > Math.max(began, globalThis.asked.answeredMs)) {
              setTimeout(() => resolve(performance.now() - began));
            } else {
              requestAnimationFrame(look);
            }
          };
          [...document.querySelectorAll('.range button')].find(({ textContent }) => textContent.trim() === name).click();
          requestAnimationFrame(look);
        })
        """;

    private static readonly string[] Ranges = ["24 h", "7 d", "30 d", "6 h"];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(SignedInBrowser browser, Effort effort)
    {
        var (all, slowedDown) = (new List<double>(), new List<double>());
        for (var load = 0; load < effort.Times(10); load++)
        {
            all.AddRange(await OnceAsync(browser, 1));
            slowedDown.AddRange(await OnceAsync(browser, 4));
        }

        return
        [
            new("another time chosen until the charts have drawn it, median", Figure.Milliseconds(Median.Of(all)), "400 ms at most, 200 ms aimed at"),
            new("the same, processor slowed down 4×", Figure.Milliseconds(Median.Of(slowedDown))),
        ];
    }

    private static async Task<IReadOnlyList<double>> OnceAsync(SignedInBrowser browser, int slowDown)
    {
        var page = await browser.NewPageAsync();
        await page.AddInitScriptAsync(NoteDrawings);
        await page.GotoAsync("/");
        await page.WaitForFunctionAsync("() => globalThis.drawnMs !== undefined");
        await (await PageMetrics.OfAsync(page)).SlowDownAsync(slowDown);
        var taken = new List<double>();
        foreach (var range in Ranges)
        {
            taken.Add(await page.EvaluateAsync<double>(Choose, range));
        }

        await page.Context.CloseAsync();
        return taken;
    }
}
