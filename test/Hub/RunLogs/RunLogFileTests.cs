using FlextMonitor.Contracts;
using FlextMonitor.Hub.RunLogs.Files;

namespace FlextMonitor.Hub.Tests.RunLogs;

public sealed class RunLogFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("run-log-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "log.part");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(700)]
    public void ReadFrom_AnyNumber_BeginsWithThatLine(long number)
    {
        using var file = RunLogFile.Open(Path);
        Append(file, 700);

        using var reader = file.ReadFrom(number);
        reader.Next().ShouldBeTrue();

        RecordFormat.Read(reader.Current).Message.ShouldBe($"line {number}");
    }

    [Fact]
    public void Open_AfterItWasClosed_HasTheSameLines()
    {
        using (var file = RunLogFile.Open(Path))
        {
            Append(file, 1000);
        }

        using var again = RunLogFile.Open(Path);

        again.Lines.ShouldBe(1000);
        MessagesFrom(again, 999).ShouldBe(["line 999", "line 1000"]);
    }

    [Fact]
    public void Open_AfterACrashWithinALine_CutsThatLineOff()
    {
        using (var file = RunLogFile.Open(Path))
        {
            Append(file, 3);
        }

        File.AppendAllText(Path, "638765000000000000\tinfo\thalf of a li");

        using var again = RunLogFile.Open(Path);
        again.Append(Line("line 4"));
        again.Flush();

        MessagesFrom(again, 3).ShouldBe(["line 3", "line 4"]);
    }

    [Fact]
    public void Append_AnyText_IsReadAsItWas()
    {
        LogLine[] lines =
        [
            new() { Timestamp = Noon.AddTicks(1234567), Level = "in\tfo", Message = "two\nlines\tand a tab" },
            new() { Timestamp = null, Level = null, Message = "" },
            new() { Timestamp = Noon, Level = "", Message = "\u001fn is no line feed, \u001f is itself, é and 🦉 too" },
            new() { Timestamp = Noon, Level = "error", Message = new string('x', 65_536) },
            new() { Timestamp = Noon, Level = "info", Message = "red\trest", Stream = "stderr", Styles = "0:bold,red 3:" },
            new() { Timestamp = Noon, Level = "a\u001fsb\tc", Message = "marks of its own", Styles = "0:red" },
            new() { Timestamp = null, Level = null, Message = "no level", Stream = "stdout" },
        ];
        using var file = RunLogFile.Open(Path);
        foreach (var line in lines)
        {
            file.Append(line);
        }

        file.Flush();
        using var reader = file.ReadFrom(1);
        var read = new List<LogLine>();
        while (reader.Next())
        {
            read.Add(RecordFormat.Read(reader.Current));
        }

        // An empty level is none.
        read.ShouldBe(lines.Select(line => line.Level is "" ? line with { Level = null } : line));
    }

    private static void Append(RunLogFile file, int lines)
    {
        for (var number = 1; number <= lines; number++)
        {
            file.Append(Line($"line {number}"));
        }

        file.Flush();
    }

    private static LogLine Line(string message) => new() { Timestamp = Noon, Level = "info", Message = message };

    private static List<string> MessagesFrom(RunLogFile file, long number)
    {
        using var reader = file.ReadFrom(number);
        var messages = new List<string>();
        while (reader.Next())
        {
            messages.Add(RecordFormat.Read(reader.Current).Message);
        }

        return messages;
    }
}
