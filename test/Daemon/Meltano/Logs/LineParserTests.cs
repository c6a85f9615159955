using FlextMonitor.Daemon.Meltano.Logs.Parsing;
using FsCheck;
using FsCheck.Xunit;

namespace FlextMonitor.Daemon.Tests.Meltano.Logs;

/// <summary>Lines as Meltano 1 to 4 and their plugins write them.</summary>
public sealed class LineParserTests
{
    private const string Keys = " cmd_type=elb consumer=False job_name=dev:tap-x-to-target-y name=tap-x producer=True run_id=1b2c stdio=stderr string_id=tap-x";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(-3), "test", "test");
    private static readonly LineParser Parser = new(Zone);

    [Theory]
    [InlineData("2024-05-01T12:00:00.123456Z [info     ] Environment 'dev' is active", "INFO", "Environment 'dev' is active")]
    [InlineData("2024-05-01T12:00:00.123456Z [warning  ] No state was found, complete import.", "WARNING", "No state was found, complete import.")]
    [InlineData("2024-05-01T12:00:00.123456Z [critical ] x", "CRITICAL", "x")]
    [InlineData("\u001b[2m2024-05-01T12:00:00.123456Z\u001b[0m [\u001b[32m\u001b[1minfo     \u001b[0m] \u001b[1mgreen\u001b[0m", "INFO", "green")]
    [InlineData("2024-05-01T09:00:00.123456 [debug    ] local time, as with NO_UTC", "DEBUG", "local time, as with NO_UTC")]
    [InlineData("2024-05-01T14:00:00.123456+02:00 [error    ] with an offset", "ERROR", "with an offset")]
    [InlineData("{\"event\": \"from JSON\", \"level\": \"error\", \"timestamp\": \"2024-05-01T12:00:00.123456Z\"}", "ERROR", "from JSON")]
    [InlineData("{\"level\":\"info\",\"ts\":1714564800.123456,\"message\":\"from the SDK\",\"logger_name\":\"tap\"}", "INFO", "from the SDK")]
    [InlineData("{\"levelname\": \"WARNING\", \"asctime\": \"2024-05-01 09:00:00,123456\", \"name\": \"x\", \"message\": \"from Python\"}", "WARNING", "from Python")]
    [InlineData("2024-05-01 09:00:00,123456 | INFO     | tap-x                | alone", "INFO", "alone")]
    [InlineData("[2024-05-01 09:00:00,123456] [8|MainThread|meltano.cli] [INFO] old Meltano", "INFO", "old Meltano")]
    [InlineData("2024-05-01 09:00:00,123456 - root - ERROR - usual Python", "ERROR", "usual Python")]
    public void Parse_StampedLine_HasTimeLevelAndText(string line, string level, string text)
    {
        var read = Parser.Parse(line);

        read.Time!.Value.ShouldBe(new DateTimeOffset(2024, 5, 1, 12, 0, 0, 123, 456, TimeSpan.Zero), TimeSpan.FromMicroseconds(1));
        (read.Level, read.Text).ShouldBe((level, text));
        read.Begins.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2024-05-01T12:00:00Z [info     ] 2024-05-01 09:00:00,001 | ERROR    | tap-x  | Denied" + Keys, "ERROR", "Denied")]
    [InlineData("2024-05-01T12:00:00Z [info     ] INFO Starting sync        " + Keys, "INFO", "Starting sync")]
    [InlineData("2024-05-01T12:00:00Z [info     ] time=2024-05-01 09:00:00 name=tap_x level=WARNING message=Adding rows=5" + Keys, "WARNING", "Adding rows=5")]
    [InlineData("2024-05-01T12:00:00Z [info     ] {\"level\":\"error\",\"ts\":1.5,\"message\":\"inner\"}" + Keys, "ERROR", "inner")]
    [InlineData("2024-05-01T12:00:00Z [info     ] plain" + Keys, "INFO", "plain")]
    [InlineData("2024-05-01T12:00:00Z [info     ]   File \"x.py\", line 3" + Keys, "INFO", "  File \"x.py\", line 3")]
    public void Parse_PluginsLine_HasThePluginsLevelAndNoKeys(string line, string level, string text)
    {
        var read = Parser.Parse(line);

        (read.Level, read.Text, read.Plugin, read.Role, read.StateId).ShouldBe((level, text, "tap-x", PluginRole.Tap, "dev:tap-x-to-target-y"));
        read.Time.ShouldBe(new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("tap-x         | INFO Starting", "tap-x", "INFO", "Starting")]
    [InlineData("target-y      | CRITICAL out of space", "target-y", "CRITICAL", "out of space")]
    [InlineData("meltano       | Running extract & load...", "meltano", null, "Running extract & load...")]
    public void Parse_LineOfMeltano1_HasThePluginAndNoTime(string line, string plugin, string? level, string text)
    {
        var read = Parser.Parse(line);

        (read.Plugin, read.Level, read.Text, read.Time).ShouldBe((plugin, level, text, null));
        read.Begins.ShouldBeTrue();
    }

    [Theory]
    [InlineData("just text")]
    [InlineData("{not JSON}")]
    [InlineData("{\"no\": \"message\"}")]
    [InlineData("9999-99-99 99:99:99 nonsense")]
    [InlineData("2024-02-30T12:00:00Z nonsense")]
    [InlineData("")]
    public void Parse_OtherText_IsTextThatBeginsNothing(string line)
    {
        var read = Parser.Parse(line);

        read.Text.ShouldBe(line);
        read.Begins.ShouldBeFalse();
    }

    [Fact]
    public void Parse_JsonOfMeltano_HasPluginAndException()
    {
        var read = Parser.Parse("""{"event": "failed", "level": "error", "string_id": "target-y", "consumer": true, "producer": false, "exception": "Traceback (most recent call last):\n  x"}""");

        (read.Plugin, read.Role, read.Text).ShouldBe(("target-y", PluginRole.Target, "failed\nTraceback (most recent call last):\n  x"));
    }

    [Fact]
    public void Parse_StampInAGapOfTheZone_IsNoFailure() =>
        new LineParser(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Parse("2024-03-31T02:30:00 [info     ] x").Time.ShouldNotBeNull();

    [Theory]
    [InlineData("""{"event": "a\udc80b", "level": "info"}""", "a\ufffdb")]
    [InlineData("""{"event": "\ud83d\ude00 \ud83d", "level": "info"}""", "\U0001F600 \ufffd")]
    [InlineData("""{"event": "x", "\udc80": "\udc80", "name": "\udfff", "level": "info"}""", "x")]
    [InlineData("""{"event": "C:\\ud800", "level": "info"}""", "C:\\ud800")]
    public void Parse_JsonWithHalfACharacter_HasAReplacementInItsPlace(string line, string text) => Parser.Parse(line).Text.ShouldBe(text);

    [Property]
    public void Parse_AnyText_NeverFails(NonNull<string> line) => Parser.Parse(line.Get).ShouldNotBeNull();

    [Property]
    public void Parse_AnyMessage_ComesBackFromTheConsoleFormat(NonNull<string> message, bool isError)
    {
        var text = "Message " + string.Concat(message.Get.Where(character => !char.IsControl(character))) + ".";

        var read = Parser.Parse($"2024-05-01T12:00:00.5Z [{(isError ? "error" : "info"),-9}] {text}");

        (read.Text, read.Level, read.Plugin).ShouldBe((text, isError ? "ERROR" : "INFO", null));
    }
}
