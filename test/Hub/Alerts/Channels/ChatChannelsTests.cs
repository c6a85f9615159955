using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

/// <summary>Channels whose only setting is the address of a webhook, which is a secret.</summary>
public sealed class ChatChannelsTests : IDisposable
{
    private const string Path = "/services/T0000/B0000/XXXXsecretXXXX";

    private readonly ChannelParts _parts = new();

    public static TheoryData<string> Kinds => ["slack", "mattermost", "discord", "teams"];

    public void Dispose() => _parts.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Send_OfAnOpening_SaysWhatWhereAndSinceWhen(string kind)
    {
        await using var receiver = await ChannelParts.ReceiverAsync();

        var answer = await SendAsync(kind, receiver, AlertMessages.About());

        answer.ShouldBe(new ChannelAnswer(DeliveryResult.Delivered, "200 ok"));
        var request = await receiver.NextAsync();
        request.Path.ShouldBe(Path);
        request.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        var texts = TextsOf(JsonNode.Parse(request.Body)!);
        texts.ShouldContain("Critical: Orders to warehouse failed");
        texts.ShouldContain("Severity: critical");
        texts.ShouldContain("Pipeline: Orders to warehouse");
        texts.ShouldContain("Since: 2026-01-02 12:00:00 UTC");
        texts.ShouldContain("Last good run: unknown");
        texts.ShouldContain("https://monitor.example/problems/problem-1");
    }

    [Theory]
    [InlineData("slack", "&lt;!channel&gt;")]
    [InlineData("slack", "*\u200bbold*\u200b")]
    [InlineData("mattermost", "@\u200beveryone")]
    [InlineData("mattermost", "\\[x\\]\\(http://evil.example\\)")]
    [InlineData("discord", "@\u200beveryone")]
    [InlineData("discord", "\\*bold\\* \\_it\\_ \\<b\\>")]
    public async Task Send_OfANameWithMarkup_EscapesIt(string kind, string escaped)
    {
        await using var receiver = await ChannelParts.ReceiverAsync();

        await SendAsync(kind, receiver, AlertMessages.Hostile());

        var texts = TextsOf(await ChannelParts.BodyAsync(receiver));
        texts.ShouldContain(escaped);
        texts.ShouldNotContain("<!channel>");
    }

    [Fact]
    public async Task Send_ToDiscord_CallsNobody()
    {
        await using var receiver = await ChannelParts.ReceiverAsync();

        await SendAsync("discord", receiver, AlertMessages.Hostile());

        (await ChannelParts.BodyAsync(receiver))["allowed_mentions"]!.ToJsonString().ShouldBe("""{"parse":[]}""");
    }

    [Fact]
    public async Task Send_ToTeams_ShowsNamesInRunsWhichHaveNoMarkup()
    {
        await using var receiver = await ChannelParts.ReceiverAsync();

        await SendAsync("teams", receiver, AlertMessages.Hostile());

        var card = (await ChannelParts.BodyAsync(receiver))["attachments"]![0]!["content"]!;
        var blocks = card["body"]!.AsArray();
        blocks.ShouldAllBe(block => (string)block!["type"]! == "RichTextBlock" && (string)block["inlines"]![0]!["type"]! == "TextRun");
        blocks.ShouldContain(block => ((string)block!["inlines"]![0]!["text"]!).StartsWith("Pipeline: *bold* _it_ <b>", StringComparison.Ordinal));
        ((string)card["actions"]![0]!["url"]!).ShouldBe("https://monitor.example/problems/problem-1");
    }

    [Theory]
    [InlineData("slack", 4000)]
    [InlineData("mattermost", 16_383)]
    [InlineData("discord", 4096)]
    [InlineData("teams", 28 * 1024)]
    public async Task Send_OfALongMessage_KeepsTheLimit(string kind, int longest)
    {
        await using var receiver = await ChannelParts.ReceiverAsync();

        var answer = await SendAsync(kind, receiver, AlertMessages.Long());

        answer.Result.ShouldBe(DeliveryResult.Delivered);
        var request = await receiver.NextAsync();
        var body = JsonNode.Parse(request.Body)!;
        var length = kind switch
        {
            "discord" => ((string)body["embeds"]![0]!["description"]!).Length,
            "teams" => Encoding.UTF8.GetByteCount(request.Body),
            _ => ((string)body["text"]!).Length,
        };
        length.ShouldBeLessThanOrEqualTo(longest);
        request.Body.ShouldContain("…");
        request.Body.ShouldNotContain("\ufffd");
    }

    [Theory]
    [InlineData("slack", 1, 1000)]
    [InlineData("mattermost", 10, 1000)]
    [InlineData("discord", 5, 2000)]
    [InlineData("teams", 4, 1000)]
    public async Task Send_FasterThanTheServiceTakes_IsTriedLater(string kind, int count, int milliseconds)
    {
        await using var receiver = await ChannelParts.ReceiverAsync();
        for (var number = 0; number < count; number++)
        {
            (await SendAsync(kind, receiver, AlertMessages.About())).Result.ShouldBe(DeliveryResult.Delivered);
        }

        var refused = await SendAsync(kind, receiver, AlertMessages.About());
        _parts.Time.Advance(refused.RetryAfter ?? TimeSpan.Zero);
        var later = await SendAsync(kind, receiver, AlertMessages.About());

        (refused.Result, refused.RetryAfter).ShouldBe((DeliveryResult.Failed, TimeSpan.FromMilliseconds(milliseconds)));
        later.Result.ShouldBe(DeliveryResult.Delivered);
        receiver.Count.ShouldBe(count + 1);
    }

    [Theory]
    [InlineData("slack", 404, "no_service", "Refused", null)]
    [InlineData("slack", 403, "action_prohibited", "Refused", null)]
    [InlineData("slack", 500, "rollup_error", "Failed", null)]
    [InlineData("discord", 429, """{"message":"slow down","retry_after":1.5,"global":false}""", "Failed", 1.5)]
    [InlineData("discord", 429, """["?"]""", "Failed", null)]
    [InlineData("teams", 410, "gone", "Refused", null)]
    [InlineData("mattermost", 401, "no", "Refused", null)]
    public async Task Send_OfAnAnswer_IsJudged(string kind, int status, string body, string result, double? wait)
    {
        await using var receiver = await ChannelParts.ReceiverAsync(status, body);

        var answer = await SendAsync(kind, receiver, AlertMessages.About());

        answer.Result.ToString().ShouldBe(result);
        answer.Answer.ShouldStartWith($"{status} ");
        answer.RetryAfter.ShouldBe(wait is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Send_ToAServiceThatRepeatsTheAddress_MasksIt(string kind)
    {
        await using var receiver = await ChannelParts.ReceiverAsync(404, $"no such hook: {Path}, XXXXsecretXXXX");

        var answer = await SendAsync(kind, receiver, AlertMessages.About());

        answer.Answer.ShouldNotContain("secret");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_OfSettings_NamesWhatIsWrong(string kind)
    {
        var channel = Channel(kind);

        channel.Secrets.ShouldBe(["url"]);
        channel.Check(new JsonObject { ["url"] = "https://hooks.example/x" }).ShouldBeEmpty();
        channel.Check([])["url"].Single().ShouldStartWith("url must be an address");
        channel.Check(new JsonObject { ["url"] = "https://hooks.example/x", ["uri"] = "y" })["uri"].ShouldBe(["Unknown setting 'uri'. Known settings: url, title, body."]);
        channel.Check(new JsonObject { ["url"] = "https://hooks.example/x", ["body"] = "a\n{{ first.title" })["body"].Single().ShouldStartWith("body is no usable template: line 2");
    }

    private IAlertChannel Channel(string kind) => kind switch
    {
        "slack" => new SlackChannel(_parts.Requests),
        "mattermost" => new MattermostChannel(_parts.Requests),
        "discord" => new DiscordChannel(_parts.Requests),
        _ => new TeamsChannel(_parts.Requests),
    };

    // One channel for each test: its rate is kept by the parts.
    private Task<ChannelAnswer> SendAsync(string kind, RecordingReceiver receiver, AlertMessage message) =>
        Channel(kind).SendAsync(new JsonObject { ["url"] = receiver.Address + Path }, message, TestContext.Current.CancellationToken).DefaultTimeout();

    /// <summary>All texts of a body, one a line.</summary>
    private static string TextsOf(JsonNode node) => node switch
    {
        JsonObject members => string.Join('\n', members.Select(member => member.Value).OfType<JsonNode>().Select(TextsOf)),
        JsonArray entries => string.Join('\n', entries.OfType<JsonNode>().Select(TextsOf)),
        _ => node.ToString(),
    };
}
