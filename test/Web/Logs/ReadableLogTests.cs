using System.Globalization;
using FlextMonitor.Web.Logs;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace FlextMonitor.Web.Tests.Logs;

/// <summary>Nothing that comes from outside can forge an entry of the readable log.</summary>
public sealed class ReadableLogTests
{
    private const string Forged = "[12:00:00 INF] Forged: all is well";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\u2028")]
    [InlineData("\u0085")]
    public void Entry_NamingATextOfSeveralLines_IsOneLine(string lineBreak)
    {
        var text = Written(log => log.Warning("The daemon said {Error}", $"no{lineBreak}{Forged}"));

        Lines(text).ShouldHaveSingleItem().ShouldContain("The daemon said no");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\u2028")]
    [InlineData("\u0085")]
    public void Entry_WithAFailureOfSeveralLines_HasItIndentedBelow(string lineBreak)
    {
        var failure = new InvalidOperationException($"no{lineBreak}{Forged}", new IOException("\u001b[2J"));

        var text = Written(log => log.Error(failure, "Failed"));

        var lines = Lines(text);
        lines[0].ShouldEndWith("Failed");
        lines[1].ShouldBe("  System.InvalidOperationException: no");
        lines[2].ShouldBe($"  {Forged}");
        lines[3].ShouldBe("   ---> System.IO.IOException: \\u001b[2J");
        lines[1..].ShouldAllBe(line => line.StartsWith("  ", StringComparison.Ordinal));
    }

    [Fact]
    public void Entry_WithTextThatReversesTheLine_ShowsItsControls()
    {
        var text = Written(log => log.Error(new IOException("gpj\u202E"), "Daemon {Name} is away", "Orders\u2069\u202E طلب"));

        text.ShouldContain("Daemon Orders\\u2069\\u202e طلب is away");
        text.ShouldContain("gpj\\u202e");
        text.ShouldNotContain('\u202E');
    }

    [Fact]
    public void Entry_HasDateTimeAndZone() => Written(log => log.Information("Well")).ShouldMatch(@"^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d INF\] ");

    [Fact]
    public void Entry_WithoutAFailure_EndsWithItsLine() => Lines(Written(log => log.Information("Well"))).ShouldHaveSingleItem();

    /// <summary>What a reader may take for lines.</summary>
    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static string Written(Action<ILogger> write)
    {
        var sink = new TextSink();
        using (var log = new LoggerConfiguration().Enrich.With<OneLineText>().Enrich.With<IndentedFailure>().WriteTo.Sink(sink).CreateLogger())
        {
            write(log);
        }

        return sink.Text;
    }

    private sealed class TextSink : ILogEventSink
    {
        private readonly MessageTemplateTextFormatter _entries = new(IndentedFailure.Template, CultureInfo.InvariantCulture);

        public string Text { get; private set; } = "";

        public void Emit(LogEvent logEvent)
        {
            using var entry = new StringWriter(CultureInfo.InvariantCulture);
            _entries.Format(logEvent, entry);
            Text += entry;
        }
    }
}
