using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

public sealed class TelegramChannelTests : IDisposable
{
    private const string Token = "123456789:AAF-secret_of_the_bot";

    private readonly ChannelParts _parts = new();

    public void Dispose() => _parts.Dispose();

    [Fact]
    public async Task Send_OfANameWithMarkup_EscapesItInHtml()
    {
        await using var receiver = await ChannelParts.ReceiverAsync();

        var answer = await SendAsync(receiver, AlertMessages.Hostile());

        answer.Result.ShouldBe(DeliveryResult.Delivered);
        var request = await receiver.NextAsync();
        request.Path.ShouldBe($"/bot{Token}/sendMessage");
        var body = JsonNode.Parse(request.Body)!;
        ((string)body["chat_id"]!, (string)body["parse_mode"]!).ShouldBe(("42", "HTML"));
        ((string)body["text"]!).ShouldStartWith("<b>Critical: *bold* _it_ &lt;b&gt;&amp;&lt;/b&gt; &lt;!channel&gt;");
    }

    [Fact]
    public async Task Send_OfALongMessage_KeepsTheLimitAndWholeEscapes()
    {
        await using var receiver = await ChannelParts.ReceiverAsync();

        await SendAsync(receiver, AlertMessages.Long());

        var text = (string)(await ChannelParts.BodyAsync(receiver))["text"]!;
        text.Length.ShouldBeLessThanOrEqualTo(4096);
        text.ShouldEndWith("\n…");
        text.ShouldNotContain("\ufffd");
    }

    [Fact]
    public async Task Send_TooFast_IsTriedAgainWhenTelegramSays()
    {
        await using var receiver = await ChannelParts.ReceiverAsync(StatusCodes.Status429TooManyRequests, """{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":7}}""");

        var asked = await SendAsync(receiver, AlertMessages.About());
        var again = await SendAsync(receiver, AlertMessages.About());

        (asked.Result, asked.RetryAfter).ShouldBe((DeliveryResult.Failed, TimeSpan.FromSeconds(7)));
        (again.Result, again.RetryAfter).ShouldBe((DeliveryResult.Failed, TimeSpan.FromSeconds(1)));
        receiver.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_ToAGroup_StopsAtTwentyAMinute()
    {
        await using var receiver = await ChannelParts.ReceiverAsync();
        for (var number = 0; number < 20; number++)
        {
            (await SendAsync(receiver, AlertMessages.About(), "-100")).Result.ShouldBe(DeliveryResult.Delivered);
            _parts.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var answer = await SendAsync(receiver, AlertMessages.About(), "-100");

        (answer.Result, answer.RetryAfter).ShouldBe((DeliveryResult.Failed, TimeSpan.FromSeconds(40)));
    }

    [Fact]
    public async Task Send_OfHtmlThatTelegramDoesNotTake_IsSentAsPlainText()
    {
        await using var receiver = await RecordingReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsync("""{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities: Unsupported start tag"}""");
        });

        await Channel.SendAsync(Settings(receiver, "42", "<weird>{{ first.title }}"), AlertMessages.About(), TestContext.Current.CancellationToken).DefaultTimeout();

        ((string)(await ChannelParts.BodyAsync(receiver))["parse_mode"]!).ShouldBe("HTML");
        (await ChannelParts.BodyAsync(receiver)).ContainsKey("parse_mode").ShouldBeFalse();
    }

    [Fact]
    public async Task Send_OfAWrongToken_IsRefused_AndTheTokenIsMasked()
    {
        await using var receiver = await ChannelParts.ReceiverAsync(401, $$"""{"ok":false,"description":"Unauthorized {{Token}}"}""");

        var answer = await SendAsync(receiver, AlertMessages.About());

        answer.Result.ShouldBe(DeliveryResult.Refused);
        answer.Answer.ShouldNotContain("secret_of_the_bot");
    }

    [Theory]
    [InlineData("chat", "my chat")]
    [InlineData("token", "AAF")]
    [InlineData("token", "1:a/../getMe")]
    [InlineData("url", "http:/x")]
    public void Check_OfABadSetting_NamesIt(string name, string value)
    {
        var settings = new JsonObject { ["token"] = Token, ["chat"] = "-10042", ["url"] = "https://bots.example" };
        Channel.Check(settings).ShouldBeEmpty();
        settings[name] = value;

        Channel.Check(settings).Keys.ShouldBe([name]);
        Channel.Secrets.ShouldBe(["token"]);
    }

    private TelegramChannel Channel => new(_parts.Requests);

    private static JsonObject Settings(RecordingReceiver receiver, string chat, string? body = null) =>
        body is null ? new JsonObject { ["token"] = Token, ["chat"] = chat, ["url"] = receiver.Address } : new JsonObject { ["token"] = Token, ["chat"] = chat, ["url"] = receiver.Address, ["body"] = body };

    private Task<ChannelAnswer> SendAsync(RecordingReceiver receiver, AlertMessage message, string chat = "42") =>
        Channel.SendAsync(Settings(receiver, chat), message, TestContext.Current.CancellationToken).DefaultTimeout();
}
