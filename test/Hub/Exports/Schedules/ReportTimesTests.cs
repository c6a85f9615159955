using FlextMonitor.Hub.Exports.Schedules;

namespace FlextMonitor.Hub.Tests.Exports.Schedules;

public sealed class ReportTimesTests
{
    [Theory]
    [InlineData("2026-01-02T06:59:59Z", "2026-01-02T07:00:00Z")]
    [InlineData("2026-01-02T07:00:00Z", "2026-01-03T07:00:00Z")]
    [InlineData("2026-07-02T06:30:00Z", "2026-07-03T06:00:00Z")]
    public void NextAfter_Daily_IsTheNextTimeByTheWallClock(string moment, string next) => Daily("07:00").NextAfter(At(moment)).ShouldBe(At(next));

    [Fact]
    public void NextAfter_Weekly_IsOnItsDay() =>
        new ReportTimes(ReportPeriod.Week, DayOfWeek.Monday, null, new TimeOnly(7, 0), "Europe/Lisbon").NextAfter(At("2026-01-02T12:00:00Z")).ShouldBe(At("2026-01-05T07:00:00Z"));

    [Fact]
    public void NextAfter_OnThe31st_IsTheLastDayOfShorterMonths()
    {
        var times = new ReportTimes(ReportPeriod.Month, null, 31, new TimeOnly(7, 0), "UTC");

        Following(times, At("2026-01-30T00:00:00Z"), 4).ShouldBe([At("2026-01-31T07:00:00Z"), At("2026-02-28T07:00:00Z"), At("2026-03-31T07:00:00Z"), At("2026-04-30T07:00:00Z")]);
    }

    // On 29 March the clock goes from 1:00 to 2:00 in Lisbon.
    [Fact]
    public void NextAfter_ATimeThatTheDayDoesNotHave_IsReadByTheClockBefore() =>
        Following(Daily("01:30"), At("2026-03-27T12:00:00Z"), 3).ShouldBe([At("2026-03-28T01:30:00Z"), At("2026-03-29T01:30:00Z"), At("2026-03-30T00:30:00Z")]);

    // On 25 October it goes from 2:00 back to 1:00.
    [Fact]
    public void NextAfter_ATimeThatTheDayHasTwice_IsTheFirst() =>
        Following(Daily("01:30"), At("2026-10-23T12:00:00Z"), 3).ShouldBe([At("2026-10-24T00:30:00Z"), At("2026-10-25T00:30:00Z"), At("2026-10-26T01:30:00Z")]);

    [Fact]
    public void LastUpTo_AfterThreeDaysAway_IsTheLastOneAndCountsTheOthers() =>
        Daily("07:00").LastUpTo(At("2026-01-02T07:00:00Z"), At("2026-01-05T06:00:00Z")).ShouldBe((At("2026-01-04T07:00:00Z"), 2));

    [Theory]
    [InlineData("day", "2026-03-30T06:00:00Z", "2026-03-29T00:00:00Z", "2026-03-29T23:00:00Z")]
    [InlineData("week", "2026-03-30T06:00:00Z", "2026-03-23T00:00:00Z", "2026-03-29T23:00:00Z")]
    [InlineData("week", "2026-03-29T06:00:00Z", "2026-03-16T00:00:00Z", "2026-03-23T00:00:00Z")]
    [InlineData("month", "2026-04-15T06:00:00Z", "2026-03-01T00:00:00Z", "2026-03-31T23:00:00Z")]
    public void Before_IsTheLastWholeOne_WhichMayLackAnHour(string range, string moment, string from, string to) =>
        ReportPlan.Before(Enum.Parse<ReportPeriod>(range, ignoreCase: true), At(moment), TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon")).ShouldBe((At(from), At(to)));

    private static ReportTimes Daily(string at) => new(ReportPeriod.Day, null, null, TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture), "Europe/Lisbon");

    private static List<DateTimeOffset> Following(ReportTimes times, DateTimeOffset moment, int count)
    {
        var found = new List<DateTimeOffset>();
        for (var next = times.NextAfter(moment); found.Count < count; next = times.NextAfter(next))
        {
            found.Add(next);
        }

        return found;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
