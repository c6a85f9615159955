using FlextMonitor.Hub.Alerts.Silences;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Alerts;

/// <summary>When silences hold. In Berlin the clock goes forward on 2026-03-29 and back on 2026-10-25, both at 01:00 UTC.</summary>
public sealed class SilenceTimesTests
{
    private static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    [Theory]
    [InlineData("2026-06-01T09:59:59Z", null, "2026-06-01T10:00:00Z")]
    [InlineData("2026-06-01T10:00:00Z", "2026-06-01T12:00:00Z", "2026-06-01T12:00:00Z")]
    [InlineData("2026-06-01T12:00:00Z", null, null)]
    public void Times_OfOneSpan_AreThatSpan(string now, string? end, string? next) =>
        TimesOf(Silence("2026-06-01T10:00:00Z", "2026-06-01T12:00:00Z", null), now).ShouldBe((At(end), At(next)));

    [Theory]

    // A Friday, and the nights from 22:00 to 06:00 of Fridays and Saturdays.
    [InlineData("2026-06-05T19:59:59Z", null, "2026-06-05T20:00:00Z")]
    [InlineData("2026-06-05T20:00:00Z", "2026-06-06T04:00:00Z", "2026-06-06T04:00:00Z")]
    [InlineData("2026-06-06T03:59:59Z", "2026-06-06T04:00:00Z", "2026-06-06T04:00:00Z")]
    [InlineData("2026-06-06T04:00:00Z", null, "2026-06-06T20:00:00Z")]
    [InlineData("2026-06-07T04:00:00Z", null, "2026-06-12T20:00:00Z")]

    // The night that loses an hour, and the one that has one more.
    [InlineData("2026-03-28T22:00:00Z", "2026-03-29T04:00:00Z", "2026-03-29T04:00:00Z")]
    [InlineData("2026-10-24T21:00:00Z", "2026-10-25T05:00:00Z", "2026-10-25T05:00:00Z")]
    public void Times_OfNights_FollowTheWallClock(string now, string? end, string? next) =>
        TimesOf(Silence("2026-01-01T00:00:00Z", null, Window("22:00", "06:00", DayOfWeek.Friday, DayOfWeek.Saturday)), now).ShouldBe((At(end), At(next)));

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", null)]
    [InlineData("2026-03-29T01:30:00Z", "2026-03-29T01:45:00Z")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T01:45:00Z")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25T01:45:00Z")]
    public void Times_InTheHourThatChanges_HoldForAllOfIt(string now, string? end) =>
        TimesOf(Silence("2026-01-01T00:00:00Z", null, Window("02:30", "02:45", EveryDay)), now).End.ShouldBe(At(end));

    [Fact]
    public void Times_OfPartsThatJoin_EndWithTheLast() => TimesOf(
        Silence("2026-01-01T00:00:00Z", null, Window("00:00", "00:00", DayOfWeek.Saturday), Window("00:00", "12:00", DayOfWeek.Sunday)), "2026-06-06T10:00:00Z").End.ShouldBe(At("2026-06-07T10:00:00Z"));

    [Fact]
    public void Times_OfAWeeklySilenceThatEnds_GoNoFurther()
    {
        var silence = Silence("2026-01-01T00:00:00Z", "2026-06-06T02:00:00Z", Window("22:00", "06:00", EveryDay));

        TimesOf(silence, "2026-06-06T01:00:00Z").ShouldBe((At("2026-06-06T02:00:00Z"), At("2026-06-06T02:00:00Z")));
        TimesOf(silence, "2026-06-06T02:00:00Z").ShouldBe((null, null));
    }

    private static (DateTimeOffset? End, DateTimeOffset? Next) TimesOf(SilenceRow silence, string now) => (SilenceTimes.EndOf(silence, At(now)!.Value), SilenceTimes.NextChange(silence, At(now)!.Value));

    private static DateTimeOffset? At(string? text) => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static WeeklyWindow Window(string from, string to, params DayOfWeek[] days) =>
        new(days, TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));

    private static SilenceRow Silence(string from, string? to, params WeeklyWindow[]? weekly) => new()
    {
        Id = "1",
        Reason = "test",
        Match = RuleMatch.Everything,
        From = At(from)!.Value,
        To = At(to),
        Weekly = weekly,
        Zone = weekly is null ? null : "Europe/Berlin",
        CreatedAt = At(from)!.Value,
        CreatedBy = "ada@example.com",
    };
}
