using FlextMonitor.Hub.Mail;

namespace FlextMonitor.Hub.Tests.Mail;

public sealed class MailOptionsTests
{
    [Theory]
    [InlineData(MailSecurity.StartTls, 587)]
    [InlineData(MailSecurity.Tls, 465)]
    [InlineData(MailSecurity.None, 25)]
    public void Port_UnlessSet_FollowsFromTheSecurity(MailSecurity security, int port) => new MailOptions { Security = security }.PortInUse.ShouldBe(port);

    [Fact]
    public void Validate_WithoutAHost_AsksForNothing() => new MailOptions.Validation().Validate(null, new MailOptions()).Succeeded.ShouldBeTrue();

    [Theory]
    [InlineData("smtp://mail.example.com", "Mail:Host is 'smtp://mail.example.com', but must be a host name such as mail.example.com, without scheme and port")]
    [InlineData("mail.example.com:587", "Mail:Host is 'mail.example.com:587', but must be a host name such as mail.example.com, without scheme and port")]
    public void Validate_OfAHostThatIsNoName_SaysWhatIsAllowed(string host, string failure) =>
        FailuresOf(new MailOptions { Host = host, From = "monitor@example.com" }).ShouldBe([failure]);

    [Theory]
    [InlineData(null)]
    [InlineData("monitor")]
    [InlineData("a@example.com, b@example.com")]
    public void Validate_OfASenderThatIsNone_SaysWhatIsAllowed(string? from) =>
        FailuresOf(new MailOptions { Host = "mail.example.com", From = from }).ShouldBe([$"Mail:From is '{from}', but must be the sender's address, such as monitor@example.com"]);

    [Fact]
    public void Validate_OfAUserWithoutPassword_AndAPortThatIsNone_NamesBoth() =>
        FailuresOf(new MailOptions { Host = "mail.example.com", From = "monitor@example.com", User = "monitor", Port = 0 }).ShouldBe(
            ["Mail:Port is 0, but must be from 1 to 65535", "Mail:User and Mail:Password must both be set, or neither"]);

    private static IEnumerable<string> FailuresOf(MailOptions options) => new MailOptions.Validation().Validate(null, options).Failures!;
}
