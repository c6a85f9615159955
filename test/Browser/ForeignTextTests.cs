using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Where the browser draws names that are written, or claim to be written, from right to left, and what stands beside them.</summary>
public sealed class ForeignTextTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>Where letters of the failing pipeline's line are, from left to right: the first two of its name, the first and last of what is wrong and of the time.</summary>
    private const string Places = """
        () => {
          const line = document.querySelector('.attention-failing p');
          const letter = (selector, at) => {
            const text = document.createTreeWalker(line.querySelector(selector), NodeFilter.SHOW_TEXT).nextNode();
            const place = at < 0 ? text.data.length + at : at;
            const range = document.createRange();
            range.setStart(text, place);
            range.setEnd(text, place + 1);
            return range.getClientRects()[0].left;
          };
          return [
            letter('strong', 0), letter('strong', 1),
            letter('.attention-what', 0), letter('.attention-what', -1),
            letter('time', 0), letter('time', -1),
          ];
        }
        """;

    [Theory]
    [InlineData("Payments\u202E")]
    [InlineData("Payments\u2069\u202E")]
    [InlineData("Payments\u2068")]
    public async Task NameThatReversesWhatFollows_LeavesTheTimeBesideItInOrder(string name)
    {
        await StartAsync(Called(name));

        var visitor = await VisitAsync();

        await Expect(visitor.Page.Locator(".attention-failing strong")).ToContainTextAsync("Payments");
        var places = await visitor.Page.EvaluateAsync<double[]>(Places);
        places.ShouldBeInOrder();
    }

    [Fact]
    public async Task ArabicName_ReadsFromTheRight_AndWhatFollowsFromTheLeft()
    {
        await StartAsync(Called("المدفوعات 24"));

        var visitor = await VisitAsync();

        await Expect(visitor.Page.Locator(".attention-failing strong")).ToHaveTextAsync("المدفوعات 24");
        var places = await visitor.Page.EvaluateAsync<double[]>(Places);
        places[0].ShouldBeGreaterThan(places[1]);
        places[0].ShouldBeLessThan(places[2]);
        places[2..].ShouldBeInOrder();
        await InspectAsync(visitor, "arabic-name");
    }

    /// <summary>A troubled day whose failing pipeline has a name.</summary>
    private static DaemonScript Called(string name)
    {
        var script = Day.Script();
        script.ListPipelines = _ => Task.FromResult(new ListPipelinesResponse
        {
            Pipelines = { new Pipeline { Id = "payments", Name = name, IsActive = true } },
            Total = 1,
        });
        return script;
    }
}
