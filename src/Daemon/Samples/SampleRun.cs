using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Samples;

/// <summary>A sample run that plays its script. Not thread-safe: <see cref="SampleRuns"/> guards it.</summary>
internal sealed class SampleRun(Run accepted, SampleScript script)
{
    private readonly List<RunLogLine> _lines = [];
    private readonly DateTimeOffset _startedAt = accepted.StartedAt!.Value;
    private TaskCompletionSource _changed = NewSignal();
    private DateTimeOffset _lastOutput = accepted.StartedAt!.Value;
    private int _next;

    /// <summary>Its present state.</summary>
    public Run Current { get; private set; } = accepted;

    /// <summary>Completes at the next change.</summary>
    public Task Changed => _changed.Task;

    /// <summary>The number of lines in its log.</summary>
    public int LineCount => _lines.Count;

    /// <summary>A copy of the lines from an index on, which may be <see cref="LineCount"/>.</summary>
    public IReadOnlyList<RunLogLine> LinesFrom(int first) => _lines[first..];

    /// <summary>Plays the script up to now.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="giveUpAfter">The longest time without output.</param>
    public void Advance(DateTimeOffset now, TimeSpan giveUpAfter)
    {
        var elapsed = now - _startedAt;
        var before = Current;
        while (_next < script.Steps.Count && script.Steps[_next].After <= elapsed)
        {
            Take(script.Steps[_next++]);
        }

        if (script.EndsAfter is { } end && end <= elapsed)
        {
            End(script.Ending, _startedAt + end, script.Error);
        }
        else if (now - _lastOutput > giveUpAfter)
        {
            Cancel(now, $"given up by its schedule: no output for {giveUpAfter}");
        }
        else if (!ReferenceEquals(before, Current))
        {
            Signal();
        }
    }

    /// <summary>Cancels the run.</summary>
    public void Cancel(DateTimeOffset now, string reason)
    {
        Write(now, "WARNING", $"Run cancelled: {reason}");
        Current = Current with { Metadata = Current.Metadata.SetItem("cancelled", reason) };
        End(RunState.Cancelled, now, null);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Take(SampleStep step)
    {
        Current = Current with { State = RunState.Running, Progress = step.Progress, Records = step.Records };
        Write(_startedAt + step.After, step.Level, step.Message);
    }

    private void End(RunState state, DateTimeOffset at, string? error)
    {
        Current = Current with { State = state, FinishedAt = at, Error = error };
        Write(at, error is null ? "INFO" : "ERROR", $"Run ended: {state.ToString().ToLowerInvariant()}");
        Signal();
    }

    private void Write(DateTimeOffset at, string level, string message)
    {
        _lines.Add(new RunLogLine(at, level, message));
        _lastOutput = at;
        Current = Current with { LastMessage = message };
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }
}
