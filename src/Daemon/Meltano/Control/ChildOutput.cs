using System.Runtime.CompilerServices;
using FlextMonitor.Daemon.Meltano.Logs;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Daemon.Meltano.Logs.Parsing;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Control;

/// <summary>The newest lines that a child process wrote. Safe for concurrent calls.</summary>
internal sealed class ChildOutput(ProjectSecrets secrets, TimeProvider time)
{
    private const int MostLines = 5000;
    private const int LongestLine = 16_000;
    private const int ErrorLines = 20;

    private readonly LineParser _parser = new(TimeZoneInfo.Local);
    private readonly Lock _lock = new();
    private readonly Queue<RunLogLine> _lines = new();
    private TaskCompletionSource _changed = NewSignal();
    private long _written;
    private bool _ended;

    /// <summary>The last message; empty before the first.</summary>
    public string LastMessage { get; private set; } = "";

    /// <summary>The last lines as one text.</summary>
    public string Tail
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _lines.TakeLast(ErrorLines).Select(line => line.Message));
            }
        }
    }

    /// <summary>Adds a line. One without a stamp has the time at which it came.</summary>
    public void Add(RawLine line)
    {
        var read = MaskedLine.Read(line, _parser, secrets.Mask);
        var message = read.Text.Length > LongestLine ? read.Text.CutAt(LongestLine) + "…" : read.Text;
        Change(() =>
        {
            _lines.Enqueue(new RunLogLine(read.Time ?? time.GetUtcNow(), read.Level, message) { Plugin = read.Plugin });
            _written++;
            LastMessage = message;
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        });
    }

    /// <summary>Says that no line will follow.</summary>
    public void End() => Change(() => _ended = true);

    /// <summary>As <see cref="IRunSource.ReadLogAsync"/>.</summary>
    public async IAsyncEnumerable<RunLogLine> ReadAsync(int? tail, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = -1L; ;)
        {
            List<RunLogLine> lines;
            Task changed;
            bool last;
            lock (_lock)
            {
                var first = _written - _lines.Count;
                next = Math.Max(first, next < 0 ? _written - (tail ?? _lines.Count) : next);
                lines = [.. _lines.Skip((int)(next - first))];
                (next, changed, last) = (_written, _changed.Task, _ended || !follow);
            }

            foreach (var line in lines)
            {
                yield return line;
            }

            if (last)
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
