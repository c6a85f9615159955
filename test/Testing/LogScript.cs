using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Testing;

/// <summary>A log of a daemon that grows, is followed and breaks off as the test says.</summary>
public sealed class LogScript
{
    private readonly Lock _gate = new();
    private readonly List<LogEntry> _lines = [];
    private TaskCompletionSource _changed = NewSignal();
    private TaskCompletionSource _cut = NewSignal();
    private bool _hasEnded;

    /// <summary>The most of its last lines that the daemon keeps.</summary>
    public int MostKept { get; init; } = int.MaxValue;

    /// <summary>Whether a log that is not to be followed is followed all the same.</summary>
    public bool AlwaysFollows { get; init; }

    /// <summary>The requests so far, oldest first.</summary>
    public IReadOnlyList<StreamLogsRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    private readonly List<StreamLogsRequest> _requests = [];

    /// <summary>Makes a daemon serve this log, and the execution that it belongs to, under any id.</summary>
    public void ServeBy(DaemonScript script)
    {
        script.StreamLogs = ServeAsync;
        script.GetExecution = (request, _) => Task.FromResult(new Execution { Id = request.Id, PipelineId = "orders", Status = _hasEnded ? Proto.Status.Success : Proto.Status.Running });
    }

    /// <summary>Appends lines.</summary>
    public void Write(params IEnumerable<LogEntry> lines) => Change(() => _lines.AddRange(lines));

    /// <summary>Replaces all lines, as when a log is rotated.</summary>
    public void Replace(params IEnumerable<LogEntry> lines) => Change(() =>
    {
        _lines.Clear();
        _lines.AddRange(lines);
    });

    /// <summary>Ends the execution, and with it the log.</summary>
    public void End() => Change(() => _hasEnded = true);

    /// <summary>Ends every open stream: with an error, or normally if it is null.</summary>
    public void Cut(RpcException? error)
    {
        lock (_gate)
        {
            var cut = _cut;
            _cut = NewSignal();
            if (error is null)
            {
                cut.SetResult();
            }
            else
            {
                cut.SetException(error);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _lines.RemoveRange(0, Math.Max(0, _lines.Count - MostKept));
            _changed.SetResult();
            _changed = NewSignal();
        }
    }

    private async Task ServeAsync(StreamLogsRequest request, IServerStreamWriter<LogEntry> writer, ServerCallContext context)
    {
        var next = -1;
        Task cut;
        lock (_gate)
        {
            _requests.Add(request);
            cut = _cut.Task;
        }

        while (!cut.IsCompleted)
        {
            List<LogEntry> lines;
            Task changed;
            bool isOver;
            lock (_gate)
            {
                next = next >= 0 ? Math.Min(next, _lines.Count) : request.TailLines > 0 ? Math.Max(0, _lines.Count - request.TailLines) : 0;
                lines = _lines[next..];
                next = _lines.Count;
                changed = _changed.Task;
                isOver = _hasEnded || !(request.Follow || AlwaysFollows);
            }

            foreach (var line in lines)
            {
                await writer.WriteAsync(line, context.CancellationToken);
            }

            if (isOver)
            {
                return;
            }

            await Task.WhenAny(changed, cut).WaitAsync(context.CancellationToken);
        }

        await cut;
    }
}
