using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

public sealed class WebhookChannelTests : IDisposable
{
    private const string Secret = "s3cr3t-of-the-webhook";

    private readonly FakeTimeProvider _time = new(Messages.Noon);
    private readonly ChannelHttp _http;
    private readonly WebhookChannel _channel;

    public WebhookChannelTests()
    {
        _http = new ChannelHttp(Options.Create(new AlertOptions { AllowPrivateTargets = true }), _time);
        _channel = new WebhookChannel(_http, _time);
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Send_OfAnOpening_PostsTheSignedMessage()
    {
        await using var receiver = await RecordingReceiver.StartAsync(_ => Task.CompletedTask);

        var answer = await SendAsync(receiver, Opened());

        answer.Result.ShouldBe(DeliveryResult.Delivered);
        var request = await receiver.NextAsync();
        request.Method.ShouldBe("POST");
        request.Headers["Content-Type"].ShouldBe("application/json");
        request.Headers["Idempotency-Key"].ShouldBe("message-1");
        request.Headers["X-FlextMonitor-Signature"].ShouldBe(SignatureOf(request.Body));
        var body = JsonNode.Parse(request.Body)!.AsObject();
        body.Select(member => member.Key).ShouldBe(["event", "late", "problems", "more", "link"]);
        body["event"]!.GetValue<string>().ShouldBe("opened");
        body["late"]!.GetValue<bool>().ShouldBeFalse();
        body["problems"]![0]!["id"]!.GetValue<string>().ShouldBe("problem-1");
        body["link"]!.GetValue<string>().ShouldBe("https://monitor.example/problems/problem-1");
    }

    [Fact]
    public async Task Send_AfterADaemonReturned_TellsWhatRanUnseen()
    {
        await using var receiver = await RecordingReceiver.StartAsync(_ => Task.CompletedTask);
        var unseen = new UnseenReport(Messages.Noon, Messages.Noon.AddMinutes(5), [], [new MissedStart("orders", "Orders", Messages.Noon)]);

        await SendAsync(receiver, Opened() with { Event = AlertEvent.Returned, Unseen = unseen });

        var body = JsonNode.Parse((await receiver.NextAsync()).Body)!;
        body["event"]!.GetValue<string>().ShouldBe("returned");
        body["unseen"]!.AsObject().Select(member => member.Key).ShouldBe(["from", "to", "runs", "missed"]);
        body["unseen"]!["missed"]![0]!["pipelineId"]!.GetValue<string>().ShouldBe("orders");
    }

    [Fact]
    public async Task Send_ToAReceiverThatRepeatsTheSecret_MasksIt()
    {
        await using var receiver = await RecordingReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return context.Response.WriteAsync($"not {Secret}");
        });

        var answer = await SendAsync(receiver, Opened());

        answer.ShouldBe(new ChannelAnswer(DeliveryResult.Refused, "401 not •••"));
    }

    [Theory]
    [InlineData("ftp://example.com")]
    [InlineData("https://user:password@example.com")]
    [InlineData("/path")]
    [InlineData("")]
    public void Check_OfAnAddressThatCannotBeCalled_NamesTheField(string url)
    {
        var failures = _channel.Check(new JsonObject { ["url"] = url, ["secret"] = Secret });

        failures.Keys.ShouldBe(["url"]);
        failures["url"].Single().ShouldNotContain("password@");
    }

    [Fact]
    public void Check_WithoutSettings_NamesBothFields() => _channel.Check([]).Keys.ShouldBe(["url", "secret"]);

    [Fact]
    public void Check_OfValuesThatAreNoText_NamesBothFields() => _channel.Check(new JsonObject { ["url"] = 1, ["secret"] = new JsonArray() }).Count.ShouldBe(2);

    [Fact]
    public void Check_OfASettingThatItDoesNotHave_NamesIt() =>
        _channel.Check(new JsonObject { ["url"] = "https://example.com/hook", ["secret"] = Secret, ["title"] = "x" })["title"].ShouldBe(["Unknown setting 'title'. Known settings: url, secret."]);

    [Fact]
    public void Check_OfGoodSettings_FindsNothing() => _channel.Check(new JsonObject { ["url"] = "https://example.com/hook", ["secret"] = Secret }).ShouldBeEmpty();

    private static AlertMessage Opened() => new()
    {
        Id = "message-1",
        Event = AlertEvent.Opened,
        At = Messages.Noon,
        IsLate = false,
        Problems = [Messages.Problem()],
        Link = new Uri("https://monitor.example/problems/problem-1"),
    };

    private static string SignatureOf(string body)
    {
        var time = Messages.Noon.ToUnixTimeSeconds();
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(hash)}";
    }

    private Task<ChannelAnswer> SendAsync(RecordingReceiver receiver, AlertMessage message) => _channel.SendAsync(
        new JsonObject { ["url"] = receiver.Address + "/hook", ["secret"] = Secret }, message, TestContext.Current.CancellationToken).DefaultTimeout();
}
