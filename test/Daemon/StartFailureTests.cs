using FlextMonitor.Hosting.Programs;
using FlextMonitor.Testing;

namespace FlextMonitor.Daemon.Tests;

public sealed class StartFailureTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public void Explain_TwoBadSettings_NamesBothInOneLine()
    {
        var failure = Should.Throw<Exception>(() => DaemonApplication.Create("--Daemon:Samples:History", "3", "--Daemon:Host:Interval", "0"));

        var line = Explain(failure).ShouldNotBeNull();

        line.ShouldContain("Daemon:Samples:History is 3");
        line.ShouldContain("Daemon:Host:Interval is 00:00:00");
        line.ShouldNotContain("\n");
    }

    [Fact]
    public void Explain_SettingOfAnotherType_NamesKeyAndValue()
    {
        var failure = Should.Throw<Exception>(() => DaemonApplication.Create("--Daemon:Samples:History", "many"));

        Explain(failure).ShouldNotBeNull().ShouldContain("'many' at 'Daemon:Samples:History'");
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("00:00:75")]
    public void Explain_TimeThatIsNone_SaysHowOneIsWritten(string value)
    {
        var failure = Should.Throw<Exception>(() => DaemonApplication.Create("--Daemon:Host:Interval", value));

        Explain(failure).ShouldNotBeNull().ShouldSatisfyAllConditions(
            line => line.ShouldContain($"'{value}' at 'Daemon:Host:Interval'"),
            line => line.ShouldContain("hh:mm:ss, such as 00:00:05"));
    }

    [Fact]
    public async Task Explain_AddressInUse_SaysWhatToDo()
    {
        await using var first = DaemonApplication.Create("--urls", "http://127.0.0.1:0");
        await first.StartAsync(Ended).DefaultTimeout();
        await using var second = DaemonApplication.Create("--urls", first.Urls.Single());

        var failure = await Should.ThrowAsync<Exception>(() => second.StartAsync(Ended).DefaultTimeout());

        Explain(failure).ShouldNotBeNull().ShouldContain("--urls");
        await first.StopAsync(Ended).DefaultTimeout();
    }

    [Fact]
    public async Task Explain_NoAddress_SaysWhatItMayBe()
    {
        await using var application = DaemonApplication.Create("--urls", "nonsense");

        var failure = await Should.ThrowAsync<Exception>(() => application.StartAsync(Ended).DefaultTimeout());

        Explain(failure).ShouldNotBeNull().ShouldContain("Invalid url: 'nonsense'. --urls (or ASPNETCORE_URLS) may hold http://host:port");
    }

    [Fact]
    public void Explain_AnythingElse_IsLeftToItsStack()
    {
        Explain(new InvalidOperationException("a mistake of ours")).ShouldBeNull();
    }

    private static string? Explain(Exception failure) => StartFailure.Explain(failure, KestrelStartFailure.Explain);
}
