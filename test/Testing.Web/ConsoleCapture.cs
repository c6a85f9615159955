using System.Globalization;
using System.Text;

namespace FlextMonitor.Testing.Web;

/// <summary>Keeps what this thread, and whatever it starts, prints to the console. What others print meanwhile goes where it always goes.</summary>
internal sealed class ConsoleCapture : IDisposable
{
    private static readonly AsyncLocal<ConsoleCapture?> Current = new();

    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _errors = new(CultureInfo.InvariantCulture);

    static ConsoleCapture()
    {
        Console.SetOut(new Router(Console.Out, capture => capture._output));
        Console.SetError(new Router(Console.Error, capture => capture._errors));
    }

    /// <summary>The lines of standard output so far.</summary>
    public IReadOnlyList<string> Output => LinesOf(_output);

    /// <summary>The lines of standard error so far.</summary>
    public IReadOnlyList<string> Errors => LinesOf(_errors);

    /// <summary>Begins to keep, until it is disposed of.</summary>
    public static ConsoleCapture Begin() => Current.Value = new ConsoleCapture();

    public void Dispose() => Current.Value = null;

    private static string[] LinesOf(StringWriter written)
    {
        string text;
        lock (written)
        {
            text = written.ToString();
        }

        return text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
    }

    private sealed class Router(TextWriter usual, Func<ConsoleCapture, StringWriter> captured) : TextWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => usual.Encoding;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value)
        {
            if (Current.Value is not { } capture)
            {
                usual.Write(value);
                return;
            }

            var writer = captured(capture);
            lock (writer)
            {
                writer.Write(value);
            }
        }

        public override void Flush() => usual.Flush();
    }
}
