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
        Parse(interval).NextAfter(Time(now), TimeZoneInfo.Utc).ShouldBe(Time(due));

    [Fact]
    public void NextAfter_InAZone_FollowsItsSummerTime()
    {
        var nightly = Parse("30 2 * * *");
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        nightly.NextAfter(Time("2026-11-24T02:00Z"), berlin).ShouldBe(Time("2026-11-25T01:30Z"));
        nightly.NextAfter(Time("2026-07-24T02:00Z"), berlin).ShouldBe(Time("2026-07-25T00:30Z"));

        // In March there is no 02:30 and the run comes with the end of the gap; in October it is twice.
        nightly.NextAfter(Time("2026-03-28T02:00Z"), berlin).ShouldBe(Time("2026-03-29T01:00Z"));
        nightly.NextAfter(Time("2026-10-24T02:00Z"), berlin).ShouldBe(Time("2026-10-25T00:30Z"));
        nightly.NextAfter(Time("2026-10-25T00:30Z"), berlin).ShouldBe(Time("2026-10-26T01:30Z"));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("@once", null)]
    [InlineData("every day", null)]
    [InlineData("@fortnightly", null)]
    [InlineData("* * * * * *", null)]
    [InlineData("0 25 * * *", "between 0 and 23")]
    [InlineData("0 0 x * 5", "Days of month")]
    public void TryParse_AnythingElse_TellsWhatIsWrongWithFiveFields(string text, string? expected)
    {
        CronSchedule.TryParse(text, out var schedule, out var wrong).ShouldBeFalse();

        schedule.ShouldBeNull();
        if (expected is null)
        {
            wrong.ShouldBeNull();
        }
        else
        {
            wrong.ShouldNotBeNull().ShouldContain(expected);
        }
    }

    [Fact]
    public void Expression_OfAnAlias_IsWrittenOut() => Parse("@Daily").Expression.ShouldBe("0 0 * * *");

    [Fact]
    public void NextAfter_ADayThatNeverComes_IsNone() => Parse("0 0 31 2 *").NextAfter(Time("2026-11-24T02:10Z"), TimeZoneInfo.Utc).ShouldBeNull();

    private static CronSchedule Parse(string text)
    {
        CronSchedule.TryParse(text, out var schedule, out var wrong).ShouldBeTrue();
        wrong.ShouldBeNull();
        return schedule.ShouldNotBeNull();
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
