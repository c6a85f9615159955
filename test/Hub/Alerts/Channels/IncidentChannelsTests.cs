using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

/// <summary>PagerDuty and Opsgenie, which keep problems of their own.</summary>
public sealed class IncidentChannelsTests : IDisposable
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private readonly ChannelParts _parts = new();

    public void Dispose() => _parts.Dispose();

    [Fact]
    public async Task PagerDuty_OfSeveralProblems_TriggersOneForEach()
    {
        await using var receiver = await ChannelParts.ReceiverAsync(202, """{"status":"success"}""");

        var answer = await PagerDutyAsync(receiver, AlertMessages.About(AlertEvent.Opened, Messages.Problem("one"), Messages.Problem("two") with { Severity = ProblemSeverity.Warning }));

        answer.Result.ShouldBe(DeliveryResult.Delivered);
        var (first, second) = (await ChannelParts.BodyAsync(receiver), await ChannelParts.BodyAsync(receiver));
        ((string)first["event_action"]!, (string)first["dedup_key"]!, (string)first["routing_key"]!).ShouldBe(("trigger", "one", Key));
        ((string)second["dedup_key"]!, (string)second["payload"]!["severity"]!).ShouldBe(("two", "warning"));
        ((string)first["payload"]!["summary"]!).ShouldBe("Critical: Orders to warehouse failed (default)");
        ((string)first["payload"]!["timestamp"]!).ShouldBe("2026-01-02T12:00:00.000Z");
    }

    [Theory]
    [InlineData(AlertEvent.Acknowledged, "acknowledge")]
    [InlineData(AlertEvent.Resolved, "resolve")]
    [InlineData(AlertEvent.Returned, "resolve")]
    [InlineData(AlertEvent.Reminder, "trigger")]
    public async Task PagerDuty_OfAnEvent_MirrorsIt(AlertEvent what, string action)
    {
        await using var receiver = await ChannelParts.ReceiverAsync(202);

        await PagerDutyAsync(receiver, AlertMessages.About(what));

        var body = await ChannelParts.BodyAsync(receiver);
        ((string)body["event_action"]!, (string)body["dedup_key"]!).ShouldBe((action, "problem-1"));
    }

    [Fact]
    public async Task PagerDuty_OfAProblemThatIsOverMeanwhile_ResolvesIt()
    {
        await using var receiver = await ChannelParts.ReceiverAsync(202);

        await PagerDutyAsync(receiver, AlertMessages.About(AlertEvent.Flapping) with { ResolvedAt = new Dictionary<string, DateTimeOffset> { ["problem-1"] = Messages.Noon } });

        ((string)(await ChannelParts.BodyAsync(receiver))["event_action"]!).ShouldBe("resolve");
    }

    [Theory]
    [InlineData(400, "Refused")]
    [InlineData(429, "Failed")]
    [InlineData(500, "Failed")]
    public async Task PagerDuty_OfAnAnswer_StopsAtTheFirstThatIsNotTaken(int status, string result)
    {
        await using var receiver = await ChannelParts.ReceiverAsync(status, $"invalid {Key}");

        var answer = await PagerDutyAsync(receiver, AlertMessages.About(AlertEvent.Opened, Messages.Problem("one"), Messages.Problem("two")));

        (answer.Result.ToString(), answer.Answer).ShouldBe((result, $"{status} invalid •••"));
        receiver.Count.ShouldBe(1);
    }

    [Fact]
    public async Task PagerDuty_Test_OpensAndResolvesOne()
    {
        await using var receiver = await ChannelParts.ReceiverAsync(202);

        await PagerDutyAsync(receiver, AlertMessages.Test());

        var (first, second) = (await ChannelParts.BodyAsync(receiver), await ChannelParts.BodyAsync(receiver));
        ((string)first["event_action"]!, (string)second["event_action"]!).ShouldBe(("trigger", "resolve"));
        ((string)first["dedup_key"]!).ShouldBe((string)second["dedup_key"]!);
    }

    [Fact]
    public async Task PagerDuty_OfMoreThan120AMinute_SendsNoneOfThem()
    {
        await using var receiver = await ChannelParts.ReceiverAsync(202);
        Problem[] problems = [.. Enumerable.Range(0, 20).Select(number => Messages.Problem($"problem-{number}"))];
        for (var number = 0; number < 6; number++)
        {
            (await PagerDutyAsync(receiver, AlertMessages.About(AlertEvent.Opened, problems))).Result.ShouldBe(DeliveryResult.Delivered);
        }

        var answer = await PagerDutyAsync(receiver, AlertMessages.About());

        (answer.Result, answer.RetryAfter).ShouldBe((DeliveryResult.Failed, TimeSpan.FromMinutes(1)));
        receiver.Count.ShouldBe(120);
    }

    [Theory]
    [InlineData(AlertEvent.Opened, "/v2/alerts")]
    [InlineData(AlertEvent.Acknowledged, "/v2/alerts/problem-1/acknowledge")]
    [InlineData(AlertEvent.Resolved, "/v2/alerts/problem-1/close")]
    public async Task Opsgenie_OfAnEvent_MirrorsIt(AlertEvent what, string path)
    {
        await using var receiver = await ChannelParts.ReceiverAsync(202);
        var acknowledged = new Acknowledgement { By = "ada@example.com", At = Messages.Noon, Until = Messages.Noon.AddHours(1), Note = "on it" };

        var answer = await OpsgenieAsync(receiver, AlertMessages.About(what, Messages.Problem() with { Acknowledged = acknowledged }));

        answer.Result.ShouldBe(DeliveryResult.Delivered);
        var request = await receiver.NextAsync();
        (request.Path, request.Headers["Authorization"]).ShouldBe((path, $"GenieKey {Key}"));
        var body = JsonNode.Parse(request.Body)!;
        if (what == AlertEvent.Opened)
        {
            ((string)body["alias"]!, (string)body["priority"]!).ShouldBe(("problem-1", "P1"));
        }
        else if (what == AlertEvent.Acknowledged)
        {
            ((string)body["user"]!, (string)body["note"]!).ShouldBe(("ada@example.com", "Acknowledged by ada@example.com. on it"));
        }
    }

    [Fact]
    public async Task Opsgenie_OfALongMessage_KeepsTheLimits()
    {
        await using var receiver = await ChannelParts.ReceiverAsync(202);
        var problem = Messages.Problem() with { Title = string.Concat(Enumerable.Repeat("😀é", 100)) };

        await OpsgenieAsync(receiver, AlertMessages.About(AlertEvent.Opened, problem));

        var text = (string)(await ChannelParts.BodyAsync(receiver))["message"]!;
        text.Length.ShouldBeInRange(128, 130);
        text.ShouldEndWith("…");
        text.ShouldNotContain("\ufffd");
    }

    [Fact]
    public void Check_OfSettings_NamesWhatIsWrong()
    {
        var (pagerDuty, opsgenie) = (new PagerDutyChannel(_parts.Requests), new OpsgenieChannel(_parts.Requests));

        (pagerDuty.MirrorsAcknowledgement, opsgenie.MirrorsAcknowledgement).ShouldBe((true, true));
        pagerDuty.Check(new JsonObject { ["routingKey"] = Key, ["region"] = "eu" }).ShouldBeEmpty();
        pagerDuty.Check(new JsonObject { ["routingKey"] = "x", ["region"] = "moon" }).Keys.ShouldBe(["routingKey", "region"]);
        opsgenie.Check(new JsonObject { ["apiKey"] = Key, ["region"] = "jsm" }).ShouldBeEmpty();
        opsgenie.Check(new JsonObject { ["region"] = "moon" })["region"].ShouldBe(["region must be us or eu or jsm"]);
    }

    private Task<ChannelAnswer> PagerDutyAsync(RecordingReceiver receiver, AlertMessage message) =>
        new PagerDutyChannel(_parts.Requests, receiver.Address).SendAsync(new JsonObject { ["routingKey"] = Key }, message, TestContext.Current.CancellationToken).DefaultTimeout();

    private Task<ChannelAnswer> OpsgenieAsync(RecordingReceiver receiver, AlertMessage message) =>
        new OpsgenieChannel(_parts.Requests, receiver.Address).SendAsync(new JsonObject { ["apiKey"] = Key }, message, TestContext.Current.CancellationToken).DefaultTimeout();
}
