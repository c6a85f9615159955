using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Mail;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

public sealed class EmailChannelTests
{
    [Fact]
    public async Task Send_OfAnOpeningAndItsEnd_IsOneConversation()
    {
        await using var inbox = await SmtpInbox.StartAsync();

        var opened = await SendAsync(inbox, AlertMessages.About());
        await SendAsync(inbox, AlertMessages.About(AlertEvent.Resolved) with { Id = "message-2" });

        opened.ShouldBe(new ChannelAnswer(DeliveryResult.Delivered, "The mail server took it over."));
        var (first, second) = (inbox.Mails[0], inbox.Mails[1]);
        (first.MessageId, second.MessageId).ShouldBe(("alert-message-1@example.com", "alert-message-2@example.com"));
        first.References.ShouldBe(["problem-problem-1@example.com"]);
        second.References.ShouldBe(first.References);
        second.InReplyTo.ShouldBe("problem-problem-1@example.com");
        first.Subject.ShouldBe("Critical: Orders to warehouse failed (default)");
        first.To.Mailboxes.Select(mailbox => mailbox.Address).ShouldBe(["ada@example.com", "grace@example.com"]);
        first.TextBody!.ShouldContain("Severity: critical");
        first.HtmlBody!.ShouldContain("<a href=\"https://monitor.example/problems/problem-1\">");
    }

    [Fact]
    public async Task Send_OfANameWithMarkup_EscapesItInHtml()
    {
        await using var inbox = await SmtpInbox.StartAsync();

        await SendAsync(inbox, AlertMessages.Hostile() with { Link = new Uri("https://monitor.example/?a=1&b=2") });

        var mail = inbox.Mails.Single();
        mail.HtmlBody!.ShouldContain("Pipeline: *bold* _it_ &lt;b&gt;&amp;&lt;/b&gt; &lt;!channel&gt;");
        mail.HtmlBody!.ShouldNotContain("<b>");
        mail.HtmlBody!.ShouldContain("<a href=\"https://monitor.example/?a=1&amp;b=2\">");
        mail.TextBody!.ShouldContain($"Pipeline: {AlertMessages.HostileName}");
    }

    [Fact]
    public async Task Send_WithAnAddressThatTheServerDoesNotKnow_ReachesTheOthersAndSaysSo()
    {
        await using var inbox = await SmtpInbox.StartAsync(unknown: "grace@example.com");

        var answer = await SendAsync(inbox, AlertMessages.Test());

        answer.Result.ShouldBe(DeliveryResult.Delivered);
        answer.Answer.ShouldStartWith("The mail server took it over, but refused grace@example.com: 550");
        inbox.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Send_WithNoAddressThatTheServerKnows_IsRefused()
    {
        await using var inbox = await SmtpInbox.StartAsync(unknown: "ada@example.com");

        var answer = await SendAsync(inbox, AlertMessages.Test(), "ada@example.com");

        answer.Result.ShouldBe(DeliveryResult.Refused);
        answer.Answer.ShouldStartWith("The mail server 127.0.0.1 refused the mail: ");
        inbox.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WithoutAMailServer_SaysThatMailIsNotSetUp() =>
        (await Channel(new MailOptions()).SendAsync(To("ada@example.com"), AlertMessages.Test(), TestContext.Current.CancellationToken).DefaultTimeout())
            .ShouldBe(new ChannelAnswer(DeliveryResult.Refused, "Mail is not set up: Mail:Host has no value."));

    [Fact]
    public async Task Send_ToAServerThatIsAway_IsTriedAgain()
    {
        var answer = await Channel(new MailOptions { Host = "127.0.0.1", Port = 1, From = "monitor@example.com", Security = MailSecurity.None })
            .SendAsync(To("ada@example.com"), AlertMessages.Test(), TestContext.Current.CancellationToken).DefaultTimeout();

        answer.Result.ShouldBe(DeliveryResult.Failed);
        answer.Answer.ShouldStartWith("The mail server 127.0.0.1:1 cannot be reached: ");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"to":[]}""")]
    [InlineData("""{"to":"ada@example.com"}""")]
    [InlineData("""{"to":["ada"]}""")]
    [InlineData("""{"to":["Ada <ada@example.com>"]}""")]
    [InlineData("""{"to":["ada@example.com\r\nBcc: eve@example.com"]}""")]
    [InlineData("""{"to":[1]}""")]
    public void Check_OfBadAddresses_SaysWhatIsAllowed(string settings) =>
        Channel(new MailOptions()).Check(JsonNode.Parse(settings)!.AsObject())["to"].ShouldBe(["to must be a list of 1 to 50 e-mail addresses, such as [\"team@example.com\"]"]);

    private static EmailChannel Channel(MailOptions options) => new(new SmtpMailSender(Options.Create(options), TimeProvider.System, NullLogger<SmtpMailSender>.Instance));

    private static JsonObject To(params string[] addresses) => new() { ["to"] = new JsonArray([.. addresses.Select(address => JsonValue.Create(address))]) };

    private static Task<ChannelAnswer> SendAsync(SmtpInbox inbox, AlertMessage message, params string[] to) =>
        Channel(new MailOptions { Host = "127.0.0.1", Port = inbox.Port, From = "FlextMonitor <monitor@example.com>", Security = MailSecurity.None })
            .SendAsync(To(to.Length > 0 ? to : ["ada@example.com", "grace@example.com"]), message, TestContext.Current.CancellationToken).DefaultTimeout();
}
