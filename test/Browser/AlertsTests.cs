using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>From a problem to who answers for it: acknowledging, silencing, explaining, and what was.</summary>
public sealed class AlertsTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Note = "The vendor knows of it";
    private const string Reason = "Planned work on payments";

    [Fact]
    public async Task Problem_Acknowledged_SaysSoEverywhere_AndIsTakenBack()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAlertsAsync();
        await InspectAsync(visitor, "alerts-open");

        await Problem(visitor).GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await visitor.Page.GetByLabel("Note").FillAsync(Note);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "8 h" }).ClickAsync();
        await InspectAsync(visitor, "alerts-acknowledge");
        await Submit(visitor, "Acknowledge").ClickAsync();

        await Expect(Problem(visitor).Locator(".standing")).ToContainTextAsync(Note);
        await InspectAsync(visitor, "alerts-acknowledged");
        var other = await VisitAsync();
        await Expect(other.Page.Locator(".attention-failing .standing")).ToContainTextAsync($"Acknowledged by {MonitorSite.Email}");
        await InspectAsync(other, "attention-acknowledged");

        await Problem(visitor).GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Expect(other.Page.Locator(".attention-failing .standing")).ToHaveCountAsync(0);
        await Expect(Problem(visitor).GetByRole(AriaRole.Button, new() { Name = "Acknowledge" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Problem_Silenced_IsShownAsSuch_UntilTheSilenceIsEnded()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAlertsAsync();
        visitor.Expect("400");

        await Problem(visitor).GetByRole(AriaRole.Button, new() { Name = "Silence" }).ClickAsync();
        await Expect(visitor.Page.Locator(".silenced-now")).ToContainTextAsync("It concerns 1 problem");
        await Submit(visitor, "Silence").ClickAsync();
        await Expect(visitor.Page.Locator(".field-error")).ToContainTextAsync("reason");
        await InspectAsync(visitor, "alerts-silence");
        await visitor.Page.GetByLabel("Reason").FillAsync(Reason);
        await Submit(visitor, "Silence").ClickAsync();
        await Expect(Problem(visitor).Locator(".standing")).ToContainTextAsync("Silenced until");

        await Tab(visitor, "Silences").ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr")).ToContainTextAsync(Reason);
        await InspectAsync(visitor, "alerts-silences");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "End: " }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, end it" }).ClickAsync();
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("No silences");
        await Tab(visitor, "Open").ClickAsync();
        await Expect(Problem(visitor).Locator(".standing")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Problem_HasAPageOfItsOwn_WithWhatHappened()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAlertsAsync();

        await Problem(visitor).GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        await Expect(visitor.Page.Locator(".explanation")).ToContainTextAsync("It fires");
        await InspectAsync(visitor, "alerts-explain");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Problem(visitor).GetByRole(AriaRole.Link, new() { Name = Day.FailingPipeline }).ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/problems/[a-z0-9]+$"));
        await Expect(visitor.Page.Locator(".timeline-step").First).ToContainTextAsync("Opened");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("Nobody was told of it.");
        await InspectAsync(visitor, "problem");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "When it began" }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"\?source=default&from="));

        await visitor.OpenAsync("/alerts/past");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"Details: {Day.FailingPipeline}" }).ClickAsync();
        await Expect(visitor.Page.Locator(".past-life")).ToContainTextAsync("Opened");
        await InspectAsync(visitor, "alerts-past");
    }

    [Fact]
    public async Task Rule_Changed_IsEvaluatedByItsNewSettings()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAlertsAsync();
        visitor.Expect("400");
        visitor.Expect("503");
        await Tab(visitor, "Rules").ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr").First).ToBeVisibleAsync();
        await InspectAsync(visitor, "alerts-rules");

        await FillRuleAsync(visitor);
        await Submit(visitor, "Save").ClickAsync();
        await Expect(visitor.Page.Locator(".field-error")).ToContainTextAsync("above");
        await visitor.Page.GetByLabel("Above").FillAsync("10");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show what it would have done" }).ClickAsync();
        await Expect(visitor.Page.Locator(".preview [role=status]")).ToBeVisibleAsync();
        await InspectAsync(visitor, "alerts-rule");
        await Submit(visitor, "Save").ClickAsync();
        await Tab(visitor, "Open").ClickAsync();
        await Expect(visitor.Page.Locator(".alert-list")).ToContainTextAsync("Memory use of default is above 10");

        await Tab(visitor, "Rules").ClickAsync();
        var fails = visitor.Page.GetByRole(AriaRole.Switch, new() { Name = "The newest runs of a pipeline failed" });
        await fails.ClickAsync();
        await Expect(fails).ToHaveAttributeAsync("aria-checked", "false");
        await Tab(visitor, "Open").ClickAsync();
        await Expect(Problem(visitor)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Channel_MadeAndTested_ShowsWhatTheReceiverAnswered()
    {
        await using var receiver = await RecordingReceiver.StartAsync(context => context.Response.WriteAsync("thanks"));
        await StartAsync(Day.Script(), ("Alerts:AllowPrivateTargets", "true"));
        var visitor = await VisitAlertsAsync();
        visitor.Expect("400");

        await FillChannelAsync(visitor, "nowhere");
        await Expect(visitor.Page.Locator(".field-error")).ToContainTextAsync("url");
        await InspectAsync(visitor, "alerts-channel-wrong");
        await visitor.Page.GetByLabel("Address").FillAsync($"{receiver.Address}/hook");
        await Submit(visitor, "Save").ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send test" }).ClickAsync();
        await Expect(dialog.Locator(".channel-answer")).ToContainTextAsync("thanks");
        (await receiver.NextAsync()).Headers.ShouldContainKey("X-FlextMonitor-Signature");
        await InspectAsync(visitor, "alerts-channel");

        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Page.Locator("tbody tr")).ToContainTextAsync("Takes messages");
        await InspectAsync(visitor, "alerts-channels");
    }

    [Fact]
    public async Task Problem_ThatARouteTells_ShowsWhoWasTold()
    {
        await using var receiver = await RecordingReceiver.StartAsync(context => context.Response.WriteAsync("thanks"));
        await StartAsync(Day.Script(), ("Alerts:AllowPrivateTargets", "true"));
        var visitor = await VisitAlertsAsync();
        await FillChannelAsync(visitor, $"{receiver.Address}/hook");
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Try it");
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Tab(visitor, "Routes").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add a route" }).ClickAsync();
        await visitor.Page.GetByLabel("Name").FillAsync("Everybody");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "At times of the week" }).ClickAsync();
        await InspectAsync(visitor, "alerts-route");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Always" }).ClickAsync();
        await Submit(visitor, "Save").ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr")).ToContainTextAsync("On call");
        await InspectAsync(visitor, "alerts-routes");

        await Tab(visitor, "Rules").ClickAsync();
        await FillRuleAsync(visitor);
        await visitor.Page.GetByLabel("Above").FillAsync("10");
        await Submit(visitor, "Save").ClickAsync();
        (await receiver.NextAsync()).Body.ShouldContain("Memory use of default is above 10");
        await Tab(visitor, "Open").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Memory use of default" }).ClickAsync();
        await Expect(visitor.Page.Locator("main table")).ToContainTextAsync("Delivered");
        await InspectAsync(visitor, "problem-told");

        await visitor.OpenAsync("/alerts/channels");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Messages: On call" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Memory use of default");
        await InspectAsync(visitor, "alerts-channel-log");
    }

    [Fact]
    public async Task Viewer_SeesProblems_AndCanChangeNothing()
    {
        await StartAsync(Day.Script());
        await Site.CreateUserAsync("viewer@example.com", Roles.Viewer);
        var visitor = await ComeAsync();
        await visitor.SignInAsync("viewer@example.com");
        await visitor.OpenAsync("/alerts");
        await Expect(Problem(visitor)).ToBeVisibleAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" })).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Silence" })).ToHaveCountAsync(0);
        await Expect(Tab(visitor, "Channels")).ToHaveCountAsync(0);
        await Tab(visitor, "Rules").ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr").First).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Switch)).ToHaveCountAsync(0);
        await visitor.OpenAsync("/alerts/channels");
        await Expect(visitor.Page.Locator("[data-page=forbidden]")).ToBeVisibleAsync();
    }

    private static ILocator Problem(Visitor visitor) => visitor.Page.Locator(".alert-item").Filter(new() { HasText = Day.FailingPipeline });

    private static ILocator Tab(Visitor visitor, string name) => visitor.Page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = name });

    private static ILocator Submit(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Enters a threshold, all but its limit.</summary>
    private static async Task FillRuleAsync(Visitor visitor)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add a rule" }).ClickAsync();
        await visitor.Page.GetByLabel("Rule", new() { Exact = true }).FillAsync("Memory is short");
        await visitor.Page.GetByLabel("Figure").SelectOptionAsync("memoryUsage");
        await visitor.Page.GetByLabel("For at least").FillAsync("0");
    }

    /// <summary>Enters a webhook and sends the form.</summary>
    private static async Task FillChannelAsync(Visitor visitor, string address)
    {
        await Tab(visitor, "Channels").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add a channel" }).ClickAsync();
        await visitor.Page.GetByLabel("Kind").SelectOptionAsync("webhook");
        await visitor.Page.GetByLabel("Name").FillAsync("On call");
        await visitor.Page.GetByLabel("Address").FillAsync(address);
        await visitor.Page.GetByLabel("Secret", new() { Exact = true }).FillAsync("hush");
        await Submit(visitor, "Save").ClickAsync();
    }

    private async Task<Visitor> VisitAlertsAsync()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        await visitor.OpenAsync("/alerts");
        await Expect(Problem(visitor)).ToBeVisibleAsync();
        return visitor;
    }
}
