using System.Globalization;
using FlextMonitor.Hub.Problems.Schedules;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class ZonedScheduleTests
{
    [Theory]
    [InlineData("0 * * * *", "2026-01-02T12:00", "2026-01-02T13:00")]
    [InlineData("@daily", "2026-01-02T12:00", "2026-01-03T00:00")]
    [InlineData("0 0 31 2 *", "2026-01-02T12:00", null)]
    public void NextAfter_NoZone_IsUtc(string expression, string after, string? next) =>
        ZonedSchedule.TryParse(expression, null)!.NextAfter(At(after)).ShouldBe(next is null ? null : At(next));

    [Theory]
    [InlineData("2026-03-29T00:00", "2026-03-29T01:00")]
    [InlineData("2026-03-29T01:00", "2026-03-30T00:30")]
    [InlineData("2026-10-24T12:00", "2026-10-25T00:30")]
    public void NextAfter_ClockChanges_IsDueOnceADay(string after, string next) =>
        ZonedSchedule.TryParse("30 2 * * *", "Europe/Berlin")!.NextAfter(At(after)).ShouldBe(At(next));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("@once", null)]
    [InlineData("every day", null)]
    [InlineData("61 * * * *", null)]
    [InlineData("0 * * * *", "Nowhere/Else")]
    public void TryParse_NotASchedule_IsNull(string? expression, string? zone) => ZonedSchedule.TryParse(expression, zone).ShouldBeNull();

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
