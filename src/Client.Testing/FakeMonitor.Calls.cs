using System.Globalization;
using System.Runtime.CompilerServices;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Testing;

/// <content>The calls: each is kept in <see cref="Calls"/>, and changes what there is as a hub and its daemons would.</content>
public sealed partial class FakeMonitor
{
    private readonly Lock _gate = new();
    private readonly List<FakeCall> _calls = [];
    private readonly List<Silence> _silences = [];
    private int _given;

    /// <summary>The calls that the program made, in order.</summary>
    public IReadOnlyList<FakeCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>What every call fails with from now on; <c>null</c>: none does.</summary>
    public MonitorCallException? CallError { get; set; }

    /// <summary>The recorded runs that <see cref="SearchRunsAsync"/> finds, newest first.</summary>
    public IList<RecordedRun> RecordedRuns { get; } = [];

    /// <summary>The recorded figures that <see cref="GetHistoryAsync"/> returns, by daemon.</summary>
    public IDictionary<string, SourceHistory> Histories { get; } = new Dictionary<string, SourceHistory>();

    /// <summary>The silences that have not been ended.</summary>
    public IReadOnlyList<Silence> Silences
    {
        get
        {
            lock (_gate)
            {
                return [.. _silences];
            }
        }
    }

    /// <inheritdoc/>
    public Task<ExecutionData> GetExecutionAsync(string source, string id, CancellationToken cancellationToken = default) =>
        CallAsync(() => Execution(source, id), [source, id]);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LogLine> StreamLogsAsync(
        string source, string executionId, int tailLines = 0, bool follow = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var lines = await CallAsync(() => _daemons.GetValueOrDefault(source)?.LogLines.GetValueOrDefault(executionId) ?? [], [source, executionId, tailLines, follow]).ConfigureAwait(false);
        foreach (var line in tailLines > 0 ? lines.TakeLast(tailLines) : lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return line;
        }
    }

    /// <inheritdoc/>
    public Task<ExecutionData> RunPipelineAsync(string source, string pipelineId, bool fullRefresh = false, CancellationToken cancellationToken = default) => CallAsync(
        () =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"run-{++_given}");
            Known(source).RunStarts(id, pipelineId);
            return Execution(source, id);
        },
        [source, pipelineId, fullRefresh]);

    /// <inheritdoc/>
    public Task CancelExecutionAsync(string source, string id, CancellationToken cancellationToken = default) =>
        CallAsync(() => Known(source).RunEnds(Execution(source, id).Id, ExecutionStatus.Cancelled), [source, id]);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordedRun> SearchRunsAsync(RunQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var wanted = query ?? new RunQuery();
        foreach (var run in await CallAsync(() => RecordedRuns.Where(run => IsWanted(run.Execution, wanted)).ToList(), [query]).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return run;
        }
    }

    /// <inheritdoc/>
    public Task<SourceHistory> GetHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return CallAsync(() => Histories.TryGetValue(query.Source, out var history) ? history : throw NotFound($"There is no history of '{query.Source}'."), [query]);
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(string problemId, TimeSpan duration, string? note = null, CancellationToken cancellationToken = default)
    {
        var acknowledgement = new Acknowledgement { By = "test@example.com", At = _hub.Now, Until = _hub.Now + duration, Note = note };
        return CallAsync(() => Change(problemId, problem => problem with { Acknowledged = acknowledgement }), [problemId, duration, note]);
    }

    /// <inheritdoc/>
    public Task TakeBackAcknowledgementAsync(string problemId, CancellationToken cancellationToken = default) =>
        CallAsync(() => Change(problemId, problem => problem with { Acknowledged = null }), [problemId]);

    /// <inheritdoc/>
    public Task<Silence> SilenceAsync(Silence silence, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(silence);
        return CallAsync(
            () =>
            {
                _silences.Add(silence with { Id = string.Create(CultureInfo.InvariantCulture, $"silence-{++_given}") });
                return _silences[^1];
            },
            [silence]);
    }

    /// <inheritdoc/>
    public Task EndSilenceAsync(string id, CancellationToken cancellationToken = default) =>
        CallAsync(() => _silences.RemoveAll(silence => silence.Id == id) > 0 ? id : throw NotFound($"There is no silence '{id}'."), [id]);

    private static MonitorCallException NotFound(string text) => new(text) { Code = HubErrorCodes.NotFound };

    private static bool IsWanted(ExecutionData run, RunQuery query) =>
        (query.Sources.Count == 0 || query.Sources.Contains(run.Source))
        && (query.Statuses.Count == 0 || query.Statuses.Contains(run.Status))
        && (query.Pipeline is null || query.Pipeline == run.PipelineId)
        && (query.Text is not { } text || new[] { run.PipelineName, run.PipelineId, run.Id, run.ErrorMessage ?? "" }.Any(field => field.Contains(text, StringComparison.OrdinalIgnoreCase)))
        && (query.From is null || run.StartedAt >= query.From)
        && (query.To is null || run.StartedAt <= query.To)
        && (query.MinimumDuration is not { } least || run.DurationSeconds >= least.TotalSeconds);

    private Task<T> CallAsync<T>(Func<T> call, IReadOnlyList<object?> arguments, [CallerMemberName] string method = "")
    {
        lock (_gate)
        {
            _calls.Add(new FakeCall(method, arguments));
            try
            {
                ThrowIfItFails();
                return Task.FromResult(call());
            }
            catch (MonitorCallException refused)
            {
                return Task.FromException<T>(refused);
            }
        }
    }

    private void ThrowIfItFails()
    {
        if (CallError is { } error)
        {
            throw error;
        }

        if (!_hub.IsConnected)
        {
            throw new MonitorCallException("The hub is not connected.") { Code = HubErrorCodes.Unavailable };
        }
    }

    private FakeDaemon Known(string source) => _daemons.GetValueOrDefault(source) ?? throw NotFound($"There is no daemon '{source}'.");

    private ExecutionData Execution(string source, string id) =>
        _hub.Find<ExecutionData>(new MessageKey(source, MessageKind.Execution, id)) ?? throw NotFound($"Daemon '{source}' has no execution '{id}'.");

    private Problem Change(string problemId, Func<Problem, Problem> change)
    {
        var changed = change(_hub.FindById<Problem>(MessageKind.Problem, problemId) ?? throw NotFound($"There is no problem '{problemId}'."));
        _hub.Send(changed);
        return changed;
    }
}
