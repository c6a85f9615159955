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

    [Theory]
    [InlineData("stream", "stderr", "stderr")]
    [InlineData("stream", " STDOUT ", "stdout")]
    [InlineData("stdio", "stderr", "stderr")]
    [InlineData("stream", "orders", null)]
    [InlineData("fd", "stderr", null)]
    public void Line_Stream_IsWhatTheMetadataTells(string key, string told, string? expected) =>
        LogMapping.Line(new LogEntry { Message = "m", Metadata = { [key] = told } }).Stream.ShouldBe(expected);

    [Theory]
    [InlineData("plain", "plain", null)]
    [InlineData("\u001b[31mred\u001b[0m rest", "red rest", "0:red 3:")]
    [InlineData("a\u001b[1;92mb\u001b[22mc", "abc", "1:bold,bright-green 2:bright-green")]
    [InlineData("\u009b33myellow\u009b39m", "yellow", "0:yellow")]
    [InlineData("\u001b[mnothing\u001b[0m", "nothing", null)]
    [InlineData("\u001b[2J\u001b[Ktext\u001b]0;title\u0007", "text", null)]
    [InlineData("\u001b[38;5;9mx\u001b[38;5;200my\u001b[38;2;1;31;1mz", "xyz", "0:bright-red 1:")]
    [InlineData("\u001b[48;5;1mx\u001b[41my", "xy", null)]
    [InlineData("\u001b[31m\u001b[1mboth\u001b[", "both", "0:bold,red")]
    public void Line_TerminalCodes_BecomeStyles(string sent, string message, string? styles)
    {
        var line = LogMapping.Line(new LogEntry { Message = sent });

        line.Message.ShouldBe(message);
        line.Styles.ShouldBe(styles);
    }

    [Fact]
    public void Line_OfManyStyles_HasNone() =>
        LogMapping.Line(new LogEntry { Message = string.Concat(Enumerable.Range(0, 1000).Select(place => $"\u001b[3{place % 7}mx")) }).Styles.ShouldBeNull();

    [Fact]
    public void Line_StylesOfWhatWasCut_AreNotTold()
    {
        var line = LogMapping.Line(new LogEntry { Message = $"\u001b[31m{new string('m', 100_000)}\u001b[32mgreen" });

        (line.Message.Length, line.Styles).ShouldBe((TextLimits.LogLine, "0:red"));
    }

    private static Contracts.LogLine Line(string timestamp) => LogMapping.Line(new LogEntry { Timestamp = timestamp, Level = "info", Message = "m" });
}
