using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing.Web;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>One-time links that are sent by mail, to a real SMTP server.</summary>
public sealed class LinkMailTests
{
    private const string Email = "grace@example.com";
    private static readonly Grant[] Viewer = [new(Roles.Viewer, [])];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "You are invited to FlextMonitor", "It works once, until ")]
    [InlineData("pt", "Convite para o FlextMonitor", "Ele vale uma única vez, até ")]
    public async Task Invitation_ByMail_BringsTheLink_WithWhichAPasswordIsSet(string language, string subject, string text)
    {
        await using var inbox = await SmtpInbox.StartAsync();
        await using var host = await MonitorHost.StartAsync(settings: [.. inbox.Settings, ("PublicUrl", "https://monitor.example")]);
        using var administrator = await host.ServiceAsync();

        var answer = await InviteAsync(administrator, $"?byMail=true&language={language}");

        answer["mailed"]!.GetValue<bool>().ShouldBeTrue();
        answer["mailProblem"].ShouldBeNull();
        var mail = inbox.Mails.ShouldHaveSingleItem();
        mail.Subject.ShouldBe(subject);
        mail.To.ToString().ShouldBe(Email);
        mail.From.ToString().ShouldBe("\"FlextMonitor\" <monitor@example.com>");
        mail.TextBody!.ShouldContain(text);
        var link = mail.TextBody!.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("https://monitor.example/invitation#", StringComparison.Ordinal));
        link.ShouldBe((string)answer["link"]!);
        using var caller = host.Caller();
        (await caller.PostAsJsonAsync(Routes.Invitation, new { secret = link.Split('#')[1], password = MonitorHost.Password }, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Reset_ByMail_GoesToThePerson()
    {
        await using var inbox = await SmtpInbox.StartAsync();
        await using var host = await MonitorHost.StartAsync(settings: [.. inbox.Settings]);
        using var administrator = await host.ServiceAsync();
        await host.CreateUserAsync(Email, Roles.Viewer);
        var people = await (await administrator.GetAsync(Routes.People, Cancelled)).ReadAsync();
        people["canMail"]!.GetValue<bool>().ShouldBeTrue();
        var id = (string)people["people"]!.AsArray().Single(person => (string)person!["email"]! == Email)!["id"]!;

        using var answer = await administrator.PostAsync($"{Routes.People}/{id}/link?byMail=true", null, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var mail = inbox.Mails.ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Set a new password for FlextMonitor");
        mail.TextBody!.ShouldContain((string)(await answer.ReadAsync())["link"]!);
    }

    [Fact]
    public async Task Invitation_ByMail_ThatIsRefused_IsMadeAllTheSame_AndSaysWhy()
    {
        await using var inbox = await SmtpInbox.StartAsync(refuses: true);
        await using var host = await MonitorHost.StartAsync(settings: [.. inbox.Settings]);
        using var administrator = await host.ServiceAsync();

        var answer = await InviteAsync(administrator, "?byMail=true");

        answer["mailed"]!.GetValue<bool>().ShouldBeFalse();
        ((string)answer["mailProblem"]!).ShouldStartWith("The mail server 127.0.0.1 refused the mail: ");
        ((string)answer["link"]!).ShouldContain("/invitation#");
    }

    [Theory]
    [InlineData("StartTls", "The mail server 127.0.0.1 cannot do what the settings of Mail ask for")]
    [InlineData("Tls", "The encrypted connection to the mail server 127.0.0.1 failed")]
    public async Task Invitation_ByAServerWithoutEncryption_IsNotSent(string security, string problem)
    {
        await using var inbox = await SmtpInbox.StartAsync();
        await using var host = await MonitorHost.StartAsync(settings: [.. inbox.Settings, ("Mail:Security", security)]);
        using var administrator = await host.ServiceAsync();

        var answer = await InviteAsync(administrator, "?byMail=true");

        ((string)answer["mailProblem"]!).ShouldStartWith(problem);
        inbox.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SmtpInbox.Password, null)]
    [InlineData("another password", "The mail server 127.0.0.1 refused Mail:User or its password.")]
    public async Task Invitation_ByAServerThatAsksForAPassword_IsSentWithTheRightOneAlone(string password, string? problem)
    {
        await using var inbox = await SmtpInbox.StartAsync(asksForPassword: true);
        await using var host = await MonitorHost.StartAsync(settings: [.. inbox.Settings, ("Mail:User", SmtpInbox.User), ("Mail:Password", password)]);
        using var administrator = await host.ServiceAsync();

        var answer = await InviteAsync(administrator, "?byMail=true");

        ((string?)answer["mailProblem"]).ShouldBe(problem);
        inbox.Mails.Count.ShouldBe(problem is null ? 1 : 0);
    }

    [Theory]
    [InlineData("?byMail=true", "byMail", "Mail is not set up: the setting Mail:Host has no value. Leave this out, and hand the link over yourself.")]
    [InlineData("?language=fr", "language", "This must be one of en, pt.")]
    public async Task Invitation_ThatCannotBeHandedOutAsAsked_IsNotMade(string query, string field, string problem)
    {
        await using var host = await MonitorHost.StartAsync();
        using var administrator = await host.ServiceAsync();

        using var answer = await administrator.PostAsJsonAsync(Routes.People + query, new { email = Email, grants = Viewer }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((string)(await answer.ReadAsync())["errors"]![field]![0]!).ShouldBe(problem);
        var people = await (await administrator.GetAsync(Routes.People, Cancelled)).ReadAsync();
        people["people"]!.AsArray().Count.ShouldBe(1);
        people["canMail"]!.GetValue<bool>().ShouldBeFalse();
    }

    private static async Task<JsonNode> InviteAsync(HttpClient administrator, string query)
    {
        using var answer = await administrator.PostAsJsonAsync(Routes.People + query, new { email = Email, grants = Viewer }, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.ReadAsync();
    }
}
