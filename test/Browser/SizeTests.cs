using System.Globalization;
using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Microsoft.Playwright;
using static System.TimeSpan;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>One daemon in every state, and one with far more than has room: on a phone, a desk and large screens, on paper, and in the colours of the system.</summary>
public sealed class SizeTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int Pipelines = 60;
    private const int Components = 80;

    private static readonly Look Large = new("large", 1920, 1080, ColorScheme.Light);
    private static readonly Look Huge = new("huge", 3840, 2160, ColorScheme.Light);

    /// <summary>What is kept whole on paper though it is longer than half a sheet (A4 without its margins): where it does not fit, that much stays empty.</summary>
    private const string TooLongForPaper = """
        () => [...document.querySelectorAll('.page *')]
          .filter((part) => getComputedStyle(part).breakInside === 'avoid' && part.getBoundingClientRect().height > 1030 / 2)
          .map((part) => `${part.className}: ${part.getBoundingClientRect().height} px`)
        """;

    /// <summary>All in the long form of the tests only.</summary>
    public static TheoryData<string> States => LongTests.AreWanted ? ["well", "down", "burning"] : ["down"];

    [Theory]
    [MemberData(nameof(States))]
    public async Task OneDaemon_IsToldAtAGlance(string state)
    {
        await StartAsync(Day.Script(isTroubled: state == "burning"));
        var visitor = await VisitAsync();
        await Expect(visitor.Page.Locator(".fleet-table")).ToHaveCountAsync(0);
        if (state == "down")
        {
            await Daemon.StopAsync();
            await SeesAsync(visitor, "Down");
        }

        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync(state switch { "well" => "All clear", "down" => "is down", _ => "2 pipelines need you" });
        await InspectAsync(visitor, $"one-{state}");
        await InspectLargeAsync(visitor, $"one-{state}");
    }

    [Fact]
    public async Task SixtyPipelinesAndEightyComponents_FitWhereverTheyAreLookedAt()
    {
        await StartAsync(Crowded(), ("Daemons:0:ExecutionLimit", "200"));
        var visitor = await VisitAsync();
        await Expect(visitor.Page.Locator(".health")).ToContainTextAsync($"{Components - 1} healthy");
        await Expect(visitor.Page.Locator(".health")).ToContainTextAsync("Component 7 does not answer");
        await visitor.Page.Locator(".lanes-more").ClickAsync();
        await Expect(visitor.Page.Locator(".lane")).ToHaveCountAsync(Pipelines);

        await InspectAsync(visitor, "crowded");
        await InspectLargeAsync(visitor, "crowded");
    }

    [Fact]
    public async Task Paper_IsNotLeftHalfEmpty_AndCutsNothing()
    {
        await StartAsync(Crowded(), ("Daemons:0:ExecutionLimit", "200"));
        var visitor = await VisitAsync();
        await Expect(visitor.Page.Locator(".lane")).ToHaveCountAsync(12);

        await visitor.LookAsync(new Look("paper", 703, 1030, ColorScheme.Light));
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await visitor.Page.EvaluateAsync<string[]>(TooLongForPaper)).ShouldBeEmpty();
        (await ScrollsSidewaysAsync(visitor)).ShouldBeFalse();
        (await Accessibility.InspectAsync(visitor.Page)).Violations.ShouldBeEmpty();
        await DocumentFolder.KeepAsync(visitor.Page, "crowded-print");
        await visitor.ShootAsync("crowded-print");
    }

    [Fact]
    public async Task ForcedColours_OfACrowdedPage_LeaveNothingToFind()
    {
        await StartAsync(Crowded(), ("Daemons:0:ExecutionLimit", "200"));
        var visitor = await VisitAsync();
        await Expect(visitor.Page.Locator(".lane")).ToHaveCountAsync(12);

        await visitor.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });

        (await Accessibility.InspectAsync(visitor.Page)).Violations.ShouldBeEmpty();
        await DocumentFolder.KeepAsync(visitor.Page, "crowded-forced");
        await visitor.ShootAsync("crowded-forced");
    }

    /// <summary>A daemon with sixty pipelines of long names and eighty components, of which one is ill.</summary>
    private static DaemonScript Crowded()
    {
        var script = Day.Script(isTroubled: false);
        script.ListPipelines = _ => Task.FromResult(new ListPipelinesResponse
        {
            Pipelines = { Enumerable.Range(1, Pipelines).Select(number => new Pipeline { Id = PipelineId(number), Name = NameOf(number), IsActive = true }) },
            Total = Pipelines,
        });
        script.ListExecutions = (_, _) => Task.FromResult(Day.Executions([.. Enumerable.Range(1, Pipelines).Select(RunOf)]));
        script.HealthCheck = _ => Task.FromResult(new HealthStatus { Healthy = false, Components = { Enumerable.Range(1, Components).ToDictionary(ComponentId, ComponentOf) } });
        return script;
    }

    private static Execution RunOf(int number) => number % 15 == 0
        ? Runs.Failed($"run-{number}", PipelineId(number), FromMinutes(number), FromSeconds(50), Day.Error)
        : Runs.Good($"run-{number}", PipelineId(number), FromMinutes(number), FromSeconds(30 + number));

    private static ComponentHealth ComponentOf(int number) => new()
    {
        Name = ComponentId(number),
        Healthy = number != 7,
        Message = number == 7 ? "Component 7 does not answer" : "2 ms",
    };

    private static string PipelineId(int number) => string.Create(CultureInfo.InvariantCulture, $"pipeline-{number}");

    private static string ComponentId(int number) => string.Create(CultureInfo.InvariantCulture, $"component-{number:00}");

    private static string NameOf(int number) => string.Create(
        CultureInfo.InvariantCulture, $"Customer orders, returns and refunds of all northern European marketplaces to the central warehouse, part {number}");
}
