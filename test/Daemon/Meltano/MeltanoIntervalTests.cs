using FlextMonitor.Daemon.Meltano.Pipelines;

namespace FlextMonitor.Daemon.Tests.Meltano;

public sealed class MeltanoIntervalTests
{
    [Theory]
    [InlineData("0 3 * * *", "0 3 * * *")]
    [InlineData("@Hourly", "0 * * * *")]
    public void Parse_CronOrAlias_IsItsSchedule(string interval, string expression) => MeltanoInterval.Parse(interval).ShouldNotBeNull().Expression.ShouldBe(expression);

    [Theory]
    [InlineData("")]
    [InlineData("@once")]
    [InlineData("@Manual")]
    [InlineData("@none")]
    public void Parse_WhatStartsNothing_IsNone(string interval) => MeltanoInterval.Parse(interval).ShouldBeNull();

    [Theory]
    [InlineData("every day", "@daily")]
    [InlineData("0 25 * * *", "23")]
    [InlineData("@fortnightly", "five cron fields")]
    [InlineData("@fortnightly", "@daily")]
    [InlineData("once", "@once")]
    public void Parse_AnythingElse_IsRefusedWithWhatIsAllowed(string interval, string allowed)
    {
        var message = Should.Throw<FormatException>(() => MeltanoInterval.Parse(interval)).Message;

        message.ShouldStartWith($"'{interval}' is n");
        message.ShouldContain(allowed);
    }
}
