using FlextMonitor.Daemon.Meltano.Logs;
using FlextMonitor.Daemon.Meltano.Logs.Parsing;
using FsCheck;
using FsCheck.Xunit;

namespace FlextMonitor.Daemon.Tests.Meltano.Logs;

public sealed class EntryBuilderTests
{
    private const string Stamp = "2024-05-01T12:00:00Z [info     ] ";
    private const string Tap = " cmd_type=elb name=tap-x stdio=stderr string_id=tap-x";

    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_LinesWithoutAStamp_BelongToTheEntryBefore() => Build(Stamp + "first", "second", "  third", "2024-05-01T12:00:00Z [error    ] next").ShouldBe(
    [
        new RunLogEntry(Noon, "INFO", null, "first\nsecond\n  third"),
        new RunLogEntry(Noon, "ERROR", null, "next"),
    ]);

    [Fact]
    public void Add_NoStampsAtAll_IsAnEntryPerLineAndIndentedOnesBelong() => Build("one", "two", "  of two").ShouldBe(
    [
        new RunLogEntry(null, null, null, "one"),
        new RunLogEntry(null, null, null, "two\n  of two"),
    ]);

    [Fact]
    public void Add_TracebackOfMeltano_IsOneEntryWithItsMessage() => Build(
        "2024-05-01T12:00:00Z [error    ] failed", "Traceback (most recent call last):", "  File \"a.py\", line 1, in f", "    f()", "ValueError: no",
        "", "During handling of the above exception, another exception occurred:", "", "Traceback (most recent call last):", "  File \"b.py\", line 2", "KeyError: 'x'",
        Stamp + "next").Select(entry => entry.Level).ShouldBe(["ERROR", "INFO"]);

    [Fact]
    public void Add_TracebackOfAPlugin_IsOneEntryThoughEachLineHasAStamp()
    {
        var entries = Build(
            Stamp + "INFO before" + Tap, Stamp + "Traceback (most recent call last):" + Tap, Stamp + "  File \"a.py\", line 1, in f" + Tap, Stamp + "    f()" + Tap,
            Stamp + "ValueError: no" + Tap, Stamp + "INFO after" + Tap);

        entries.ShouldBe(
        [
            new RunLogEntry(Noon, "INFO", "tap-x", "before"),
            new RunLogEntry(Noon, "ERROR", "tap-x", "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    f()\nValueError: no"),
            new RunLogEntry(Noon, "INFO", "tap-x", "after"),
        ]);
    }

    [Fact]
    public void Add_EndlessEntry_GoesOnInFurtherOnesOfTheSameTime()
    {
        var entries = Build([Stamp + "first", .. Enumerable.Range(0, 1200).Select(n => $"  line {n}")]);

        entries.Count.ShouldBe(3);
        entries.ShouldAllBe(entry => entry.Time == Noon && entry.Level == "INFO");
        string.Join('\n', entries.Select(entry => entry.Message)).Split('\n').Length.ShouldBe(1201);
    }

    [Fact]
    public void Take_OpenEntry_LaterLinesGetItsTimeAndLevel()
    {
        var builder = new EntryBuilder();
        var parser = new LineParser(TimeZoneInfo.Utc);
        builder.Add(parser.Parse(Stamp + "first"));

        builder.Take().ShouldBe(new RunLogEntry(Noon, "INFO", null, "first"));
        builder.Take().ShouldBeNull();
        builder.Add(parser.Parse("late")).ShouldBeNull();
        builder.Take().ShouldBe(new RunLogEntry(Noon, "INFO", null, "late"));
    }

    [Property]
    public void Add_AnyLines_LosesNone(NonNull<NonNull<string>[]> lines)
    {
        var texts = lines.Get.Select(line => "x" + string.Concat(line.Get.Where(character => !char.IsControl(character) && !char.IsWhiteSpace(character)))).ToArray();

        var entries = Build(texts);

        string.Join('\n', entries.Select(entry => entry.Message)).ShouldBe(string.Join('\n', texts));
    }

    private static List<RunLogEntry> Build(params string[] lines)
    {
        var parser = new LineParser(TimeZoneInfo.Utc);
        var builder = new EntryBuilder();
        var entries = lines.Select(line => builder.Add(parser.Parse(line))).OfType<RunLogEntry>().ToList();
        if (builder.Take() is { } last)
        {
            entries.Add(last);
        }

        return entries;
    }
}
