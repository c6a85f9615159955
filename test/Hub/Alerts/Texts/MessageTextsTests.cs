using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Alerts.Texts;
using FlextMonitor.Hub.Tests.Alerts.Channels;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Texts;

public sealed class MessageTextsTests
{
    [Fact]
    public void Write_OfOneProblem_SaysAllThatIsKnown()
    {
        var problem = Messages.Problem() with { SinceAtLeast = true, Detail = "connection\nrefused", Count = 3, LastGoodAt = Messages.Noon.AddDays(-1) };
        var message = AlertMessages.About(AlertEvent.Opened, problem) with { IsLate = true, Runbooks = new Dictionary<string, string> { ["problem-1"] = "https://wiki.example/orders" } };

        var text = Write(message);

        text.Title.ShouldBe("Critical: Orders to warehouse failed (default)");
        text.Body.ShouldBe("""
            Happened at 2026-01-02 12:00:00 UTC, sent late.
            A problem opened.
            Severity: critical
            Daemon: default
            Pipeline: Orders to warehouse
            Since: 2026-01-02 12:00:00 UTC or earlier
            Detail: connection refused
            Count: 3
            Last good run: 2026-01-01 12:00:00 UTC
            Runbook: https://wiki.example/orders
            https://monitor.example/problems/problem-1
            """);
    }

    [Fact]
    public void Write_OfWhatIsNotKnown_SaysSo()
    {
        var unseen = new UnseenReport(Messages.Noon, Messages.Noon.AddMinutes(5), [], [new MissedStart("orders", "Orders", Messages.Noon.AddMinutes(1))]);
        var returned = AlertMessages.About(AlertEvent.Returned, Messages.Problem() with { Kind = ProblemKinds.Unreachable, PipelineId = null, PipelineName = null, Count = null }) with { Unseen = unseen };

        var text = Write(returned);

        text.Title.ShouldStartWith("Back: ");
        text.Body.ShouldContain("Resolved: at an unknown time");
        text.Body.ShouldNotContain("Count");
        text.Body.ShouldNotContain("Last good run");
        text.Body.ShouldContain("""
            Could not be observed from 2026-01-02 12:00:00 UTC to 2026-01-02 12:05:00 UTC.
            No run of this time is known.
            Starts that did not take place:
            - Orders, due 2026-01-02 12:01:00 UTC
            """);
        Write(AlertMessages.About(AlertEvent.Opened, Messages.Problem() with { LastGoodAt = null })).Body.ShouldContain("Last good run: unknown");
    }

    [Fact]
    public void Write_OfRunsUnseen_ListsThem()
    {
        var run = Messages.Execution("run-1") with { Status = ExecutionStatus.Failed, StartedAt = null };
        var unseen = new UnseenReport(Messages.Noon, Messages.Noon.AddMinutes(5), [run, run with { Status = ExecutionStatus.Running, FinishedAt = null, StartedAt = Messages.Noon }], []);

        var text = Write(AlertMessages.About(AlertEvent.Returned) with { Unseen = unseen });

        text.Body.ShouldContain("""
            Runs meanwhile:
            - Orders to warehouse: failed, started at an unknown time, ended 2026-01-02 12:00:00 UTC
            - Orders to warehouse: running, started 2026-01-02 12:00:00 UTC
            """);
    }

    [Fact]
    public void Write_OfManyProblems_ListsThemAndCountsTheRest()
    {
        Problem[] problems = [.. Enumerable.Range(0, 20).Select(number => Messages.Problem($"problem-{number}"))];

        var text = Write(AlertMessages.About(AlertEvent.Opened, problems) with { More = 34 });

        text.Title.ShouldBe("Critical: Orders to warehouse failed (default) and 53 more");
        text.Body.Split('\n').Count(line => line.StartsWith("- Orders to warehouse failed (critical, default), since ", StringComparison.Ordinal)).ShouldBe(20);
        text.Body.ShouldContain("\nand 34 more\n");
    }

    [Theory]
    [InlineData(AlertEvent.Reminder, "Still open: ")]
    [InlineData(AlertEvent.Resolved, "Resolved: ")]
    [InlineData(AlertEvent.Flapping, "Flapping: ")]
    [InlineData(AlertEvent.SilenceEnded, "Still open after a silence: ")]
    [InlineData(AlertEvent.Acknowledged, "Acknowledged: ")]
    public void Write_OfAnEvent_BeginsWithIt(AlertEvent what, string heading) => Write(AlertMessages.About(what)).Title.ShouldStartWith(heading);

    [Fact]
    public void Write_OfATest_SaysThatNothingIsWrong() =>
        Write(AlertMessages.Test()).ShouldBe(new MessageText("Test message of FlextMonitor", "This is a test of the channel. Nothing is wrong.\nhttps://monitor.example/problems/problem-1"));

    [Fact]
    public void Write_WithTemplatesOfItsOwn_UsesThem()
    {
        var text = Write(AlertMessages.About(), "{{ event | upcase }} {{ first.pipeline }}", "{% for p in problems %}{{ p.title }}{% endfor %}");

        text.ShouldBe(new MessageText("OPENED Orders to warehouse", "Orders to warehouse failed"));
    }

    [Fact]
    public void Write_WithATemplateThatWritesNothing_FallsBackAndSaysSo()
    {
        var text = Write(AlertMessages.About(), title: null, "{% if event == 'resolved' %}x{% endif %}");

        text.Body.ShouldStartWith("A problem opened.");
        text.Body.Split('\n')[^1].ShouldBe("The default body is shown, because the template of this channel cannot be used: it wrote nothing.");
    }

    [Theory]
    [InlineData("{{ 1 | divided_by: others }}")]
    [InlineData("{% for a in problems %}{% for b in problems %}{% for c in problems %}{% for d in problems %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}")]
    public void Write_WithATemplateThatFails_FallsBackAndSaysSo(string body)
    {
        Problem[] problems = [.. Enumerable.Range(0, 20).Select(number => Messages.Problem($"problem-{number}"))];
        var message = body.Contains("others", StringComparison.Ordinal) ? AlertMessages.About() : AlertMessages.About(AlertEvent.Opened, problems);

        var text = Write(message, title: null, body);

        text.Body.ShouldContain("https://monitor.example/problems/problem-1");
        text.Body.Split('\n')[^1].ShouldStartWith("The default body is shown, because the template of this channel cannot be used: ");
    }

    [Theory]
    [InlineData("{{ first.title | raw }}")]
    [InlineData("{{ first.title | escape }}")]
    [InlineData("{{ first.title | date: '%99999999Y' }}")]
    [InlineData("{{ 5 | format_number: 'N99999999' }}")]
    [InlineData("{% include 'x' %}")]
    [InlineData("{% render 'x' %}")]
    [InlineData("{% for i in (1..100000000) %}{% endfor %}")]
    [InlineData("{% assign r = (1..100000000) %}")]
    [InlineData("{% assign a = '0123456789012345678901234567890123456789' %}{% assign a = a | replace: '0', a %}{% assign a = a | replace: '0', a %}{% assign a = a | replace: '0', a %}")]
    [InlineData("{% capture a %}{% for p in problems %}{{ p.title }}")]
    [InlineData("{{ x.y(")]
    public void Check_OfATemplateThatCouldDoHarmOrCannotBeRead_IsRefusedAtOnce(string body)
    {
        var failures = new Dictionary<string, string[]>();

        MessageTexts.Check(new JsonObject { ["body"] = body }, failures);

        failures["body"].Single().ShouldStartWith("body is no usable template: ");
    }

    [Theory]
    [InlineData("a\nb\n{% if %}", "line 3")]
    [InlineData("{% nope %}", "line 1")]
    public void Check_OfATemplateThatCannotBeRead_NamesTheLine(string body, string line)
    {
        var failures = new Dictionary<string, string[]>();

        MessageTexts.Check(new JsonObject { ["body"] = body }, failures);

        failures["body"].Single().ShouldContain(line);
    }

    [Fact]
    public void Check_OfATemplateThatIsTooLong_SaysHowLongItMayBe()
    {
        var failures = new Dictionary<string, string[]>();

        MessageTexts.Check(new JsonObject { ["title"] = new string('x', 4001), ["body"] = 5 }, failures);

        failures["title"].ShouldBe(["title is no usable template: it has 4001 characters, and may have 4000"]);
        failures["body"].ShouldBe(["body is no usable template: it must be a text"]);
    }

    [Fact]
    public void Write_WithATemplateThatCutsACharacterInHalf_WritesValidText()
    {
        var text = Write(AlertMessages.About(AlertEvent.Opened, Messages.Problem() with { Title = "😀😀" }), title: null, "{{ first.title | slice: 0, 1 }}x");

        text.Body.ShouldBe("\ufffdx");
    }

    private static MessageText Write(AlertMessage message, string? title = null, string? body = null)
    {
        var settings = new JsonObject();
        if (title is not null)
        {
            settings["title"] = title;
        }

        if (body is not null)
        {
            settings["body"] = body;
        }

        return MessageTexts.Write(message, settings, Markup.Plain);
    }
}
