using System.Diagnostics;

namespace FlextMonitor.Testing.Processes;

/// <summary>The lines that a process prints, and a way to wait for one of them.</summary>
internal sealed class ProcessOutput
{
    private readonly Lock _gate = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private TaskCompletionSource _printed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reads until both streams of a process end, which is after its last line.</summary>
    public ProcessOutput(Process process) =>
        Ended = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _errors));

    /// <summary>Completes when both streams have ended.</summary>
    public Task Ended { get; }

    /// <summary>Standard output so far.</summary>
    public IReadOnlyList<string> Output => Snapshot(_output);

    /// <summary>Standard error so far.</summary>
    public IReadOnlyList<string> Errors => Snapshot(_errors);

    /// <summary>The first line of standard output that contains a text, after so many earlier lines; null if the output ends without one.</summary>
    public async Task<string?> FindLineAsync(string part, int after, TimeSpan limit)
    {
        // In all, because a program that prints something else all the time would be waited for without end.
        var late = Task.Delay(limit, TimeProvider.System);
        while (true)
        {
            Task printed;
            bool ended;
            lock (_gate)
            {
                ended = Ended.IsCompleted;
                printed = _printed.Task;
                if (_output.Skip(after).FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }
            }

            if (ended)
            {
                return null;
            }

            if (late.IsCompleted)
            {
                throw new TimeoutException($"The program did not print '{part}' within {limit.TotalSeconds:0} s, but:\n{this}");
            }

            await Task.WhenAny(printed, Ended, late);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(Environment.NewLine, [.. Output, .. Errors]);

    private async Task ReadAsync(StreamReader reader, List<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                lines.Add(line);
                _printed.TrySetResult();
                _printed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private List<string> Snapshot(List<string> lines)
    {
        lock (_gate)
        {
            return [.. lines];
        }
    }
}
