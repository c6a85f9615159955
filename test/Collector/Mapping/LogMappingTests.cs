using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Mapping;

public sealed class LogMappingTests
{
    private static readonly DateTimeOffset Expected = DateTimeOffset.FromUnixTimeMilliseconds(1_768_453_845_678); // 2026-01-15T05:10:45.678Z

    [Theory]
    [InlineData("2026-01-15T05:10:45.678")]
    [InlineData("2026-01-15 05:10:45.678")]
    [InlineData("2026-01-15 05:10:45,678")]
    [InlineData("2026-01-15T05:10:45.678901")]
    public void Line_TimeWithoutAZone_IsTakenAsUtc(string timestamp) => Line(timestamp).Timestamp.ShouldBe(Expected);

    [Theory]
    [InlineData("2026-01-15T05:10:45.678Z")]
    [InlineData("2026-01-15T07:10:45.678+02:00")]
    [InlineData("2026-01-14T23:10:45,678-06:00")]
    [InlineData("2026-01-15T05:10:45.678901234Z")]
    public void Line_TimeWithAZone_IsConverted(string timestamp) => Line(timestamp).Timestamp.ShouldBe(Expected);

    [Fact]
    public void Line_TimeInMailFormat_IsRead() =>
        Line("Thu, 15 Jan 2026 05:10:45 GMT").Timestamp.ShouldBe(new DateTimeOffset(2026, 1, 15, 5, 10, 45, TimeSpan.Zero));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("05:10:45")]
    [InlineData("1768453845")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59")]
    [InlineData("2026-13-45T99:99:99")]
    public void Line_MissingOrInvalidTime_IsNull(string timestamp) => Line(timestamp).Timestamp.ShouldBeNull();

    [Fact]
    public void Line_VeryLongTime_IsNull() => Line(new string('1', 10_000_000)).Timestamp.ShouldBeNull();

    [Fact]
    public void Line_VeryLongMessage_IsCut() =>
        LogMapping.Line(new LogEntry { Message = new string('m', 10_000_000) }).Message.Length.ShouldBe(TextLimits.LogLine);

    private static Contracts.LogLine Line(string timestamp) => LogMapping.Line(new LogEntry { Timestamp = timestamp, Level = "info", Message = "m" });
}
