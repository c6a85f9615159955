using System.Globalization;
using FlextMonitor.Hosting.Schedules;

namespace FlextMonitor.Hosting.Tests.Schedules;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 3 * * *", "2026-11-24T02:00Z", "2026-11-24T03:00Z")]
    [InlineData("@hourly", "2026-11-24T02:10Z", "2026-11-24T03:00Z")]
    [InlineData("@Daily", "2026-11-24T02:10Z", "2026-11-25T00:00Z")]
    [InlineData("@weekly", "2026-11-24T02:10Z", "2026-11-29T00:00Z")]
    [InlineData("@monthly", "2026-11-24T02:10Z", "2026-12-01T00:00Z")]
    [InlineData("@yearly", "2026-11-24T02:10Z", "2027-01-01T00:00Z")]

    // The 13th or a Friday: crontab(5) says "or".
    [InlineData("0 0 13 * 5", "2026-11-24T02:10Z", "2026-11-27T00:00Z")]
    [InlineData("0 0 13 * 5", "2026-12-11T00:00Z", "2026-12-13T00:00Z")]
    [InlineData("0 0 */2 * 5", "2026-11-26T02:10Z", "2026-11-27T00:00Z")]
    [InlineData("0 0 */2 * 1", "2026-11-24T02:10Z", "2026-11-25T00:00Z")]
    [InlineData("0 0 13 * *", "2026-11-24T02:10Z", "2026-12-13T00:00Z")]
    [InlineData("0 0 * * 5", "2026-11-24T02:10Z", "2026-11-27T00:00Z")]
    public void NextAfter_InUtc_IsAsCrontabSays(string interval, string now, string due) =>
        CronSchedule.Parse(interval).NextAfter(Time(now), TimeZoneInfo.Utc).ShouldBe(Time(due));

    [Fact]
    public void NextAfter_InAZone_FollowsItsSummerTime()
    {
        var nightly = CronSchedule.Parse("30 2 * * *");
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        nightly.NextAfter(Time("2026-11-24T02:00Z"), berlin).ShouldBe(Time("2026-11-25T01:30Z"));
        nightly.NextAfter(Time("2026-07-24T02:00Z"), berlin).ShouldBe(Time("2026-07-25T00:30Z"));

        // In March there is no 02:30 and the run comes with the end of the gap; in October it is twice.
        nightly.NextAfter(Time("2026-03-28T02:00Z"), berlin).ShouldBe(Time("2026-03-29T01:00Z"));
        nightly.NextAfter(Time("2026-10-24T02:00Z"), berlin).ShouldBe(Time("2026-10-25T00:30Z"));
        nightly.NextAfter(Time("2026-10-25T00:30Z"), berlin).ShouldBe(Time("2026-10-26T01:30Z"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@once")]
    [InlineData("every day")]
    [InlineData("0 25 * * *")]
    [InlineData("@fortnightly")]
    [InlineData("* * * * * *")]
    public void Parse_AnythingElse_IsRefusedByItsText(string text)
    {
        Should.Throw<FormatException>(() => CronSchedule.Parse(text)).Message.ShouldStartWith($"'{text}' is n");
        CronSchedule.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryParse_Alias_IsAsParsed()
    {
        CronSchedule.TryParse("@Daily", out var schedule).ShouldBeTrue();
        schedule!.Expression.ShouldBe(CronSchedule.Parse("@daily").Expression);
    }

    [Fact]
    public void NextAfter_ADayThatNeverComes_IsNone() => CronSchedule.Parse("0 0 31 2 *").NextAfter(Time("2026-11-24T02:10Z"), TimeZoneInfo.Utc).ShouldBeNull();

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
