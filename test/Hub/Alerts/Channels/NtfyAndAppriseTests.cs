using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

public sealed class NtfyAndAppriseTests : IDisposable
{
    private readonly ChannelParts _parts = new();

    public void Dispose() => _parts.Dispose();

    [Theory]
    [InlineData(AlertEvent.Opened, ProblemSeverity.Critical, 5)]
    [InlineData(AlertEvent.Opened, ProblemSeverity.Warning, 4)]
    [InlineData(AlertEvent.Opened, ProblemSeverity.Info, 3)]
    [InlineData(AlertEvent.Resolved, ProblemSeverity.Critical, 3)]
    public async Task Ntfy_OfAMessage_HasThePriorityOfItsSeverity(AlertEvent what, ProblemSeverity severity, int priority)
    {
        await using var receiver = await ChannelParts.ReceiverAsync();

        var answer = await NtfyAsync(receiver, AlertMessages.About(what, Messages.Problem() with { Severity = severity }));

        answer.Result.ShouldBe(DeliveryResult.Delivered);
        var request = await receiver.NextAsync();
        request.Headers["Authorization"].ShouldBe("Bearer tk_secret");
        var body = JsonNode.Parse(request.Body)!;
        ((string)body["topic"]!, (int)body["priority"]!, (string)body["click"]!).ShouldBe(("alerts", priority, "https://monitor.example/problems/problem-1"));
    }

    [Fact]
    public async Task Ntfy_OfALongMessage_KeepsTheLimitOfBytes()
    {
        await using var receiver = await ChannelParts.ReceiverAsync();

        await NtfyAsync(receiver, AlertMessages.Long());

        var text = (string)(await ChannelParts.BodyAsync(receiver))["message"]!;
        Encoding.UTF8.GetByteCount(text).ShouldBeInRange(3000, 4096);
        text.ShouldEndWith("…");
    }

    [Fact]
    public async Task Ntfy_WithAWrongToken_IsRefusedAndMasksIt()
    {
        await using var receiver = await ChannelParts.ReceiverAsync(403, "forbidden for tk_secret");

        (await NtfyAsync(receiver, AlertMessages.About())).ShouldBe(new ChannelAnswer(DeliveryResult.Refused, "403 forbidden for •••"));
    }

    [Fact]
    public async Task Ntfy_OfMoreThanSixtyInFiveMinutes_IsTriedLater()
    {
        await using var receiver = await ChannelParts.ReceiverAsync();
        for (var number = 0; number < 60; number++)
        {
            (await NtfyAsync(receiver, AlertMessages.About())).Result.ShouldBe(DeliveryResult.Delivered);
        }

        (await NtfyAsync(receiver, AlertMessages.About())).ShouldBe(new ChannelAnswer(DeliveryResult.Failed, "Not sent yet: ntfy takes 60 in 300 s.", TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public async Task Apprise_WithAKey_NotifiesWhatIsStoredThere()
    {
        await using var receiver = await ChannelParts.ReceiverAsync();

        await AppriseAsync(receiver, new JsonObject { ["key"] = "team", ["tags"] = "ops" });

        var request = await receiver.NextAsync();
        request.Path.ShouldBe("/notify/team");
        var body = JsonNode.Parse(request.Body)!;
        ((string)body["tag"]!, (string)body["type"]!, (string)body["format"]!).ShouldBe(("ops", "failure", "text"));
        ((string)body["title"]!).ShouldStartWith("Critical: Orders to warehouse failed");
    }

    [Theory]
    [InlineData(424, "could not be notified: mailto://u:pw@example.com", "Failed")]
    [InlineData(204, "", "Refused")]
    [InlineData(400, "bad", "Refused")]
    public async Task Apprise_OfAnAnswer_IsJudged_AndAddressesAreMasked(int status, string text, string result)
    {
        await using var receiver = await ChannelParts.ReceiverAsync(status, text);

        var answer = await AppriseAsync(receiver, new JsonObject { ["urls"] = new JsonArray("mailto://u:pw@example.com") });

        answer.Result.ToString().ShouldBe(result);
        answer.Answer.ShouldNotContain("u:pw");
        var request = await receiver.NextAsync();
        (request.Path, (string)JsonNode.Parse(request.Body)!["urls"]!).ShouldBe(("/notify", "mailto://u:pw@example.com"));
    }

    [Theory]
    [InlineData("""{"url":"https://apprise.example"}""", "key")]
    [InlineData("""{"url":"https://apprise.example","urls":[]}""", "urls")]
    [InlineData("""{"url":"https://apprise.example","urls":["x"]}""", "urls")]
    [InlineData("""{"url":"https://apprise.example","urls":["mailto://a"],"key":"team"}""", "urls")]
    [InlineData("""{"key":"team"}""", "url")]
    [InlineData("""{"url":"https://apprise.example","key":"a/b"}""", "key")]
    public void Apprise_BadSettings_AreNamed(string settings, string name) => new AppriseChannel(_parts.Requests).Check(JsonNode.Parse(settings)!.AsObject()).Keys.ShouldBe([name]);

    private Task<ChannelAnswer> NtfyAsync(RecordingReceiver receiver, AlertMessage message) => new NtfyChannel(_parts.Requests).SendAsync(
        new JsonObject { ["url"] = receiver.Address, ["topic"] = "alerts", ["token"] = "tk_secret" }, message, TestContext.Current.CancellationToken).DefaultTimeout();

    private Task<ChannelAnswer> AppriseAsync(RecordingReceiver receiver, JsonObject settings)
    {
        settings["url"] = receiver.Address;
        return new AppriseChannel(_parts.Requests).SendAsync(settings, AlertMessages.About(), TestContext.Current.CancellationToken).DefaultTimeout();
    }
}
