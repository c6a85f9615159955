using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using FlextMonitor.Daemon.Meltano.Control;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Daemon.Meltano.Settings;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>The pipelines and runs of a Meltano project.</summary>
internal sealed class MeltanoRuns(
    MeltanoOptions options, ProjectFiles files, RunIndex index, RunReader reader, PayloadReader payloads, IRunLogs logs, MeltanoControl control, TimeProvider time)
    : IRunSource
{
    /// <summary>The most errors that one list reads; later pages of a list have theirs when they are asked for.</summary>
    private const int MostErrors = 100;

    private readonly MeltanoTotals _totals = new(time);

    /// <inheritdoc/>
    public string Kind => "meltano";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Features => new Dictionary<string, string>
    {
        ["run_pipeline"] = options.AllowControl ? "true" : "false",
        ["cancel_execution"] = options.AllowControl ? "true" : "false",
        ["success_rate_window"] = $"{MeltanoTotals.Window.TotalDays:0} days",
        ["project"] = options.Project,
    };

    /// <inheritdoc/>
    public string Description => $"Meltano project {options.Project}";

    /// <inheritdoc/>
    public string? Failure => reader.Failure;

    /// <inheritdoc/>
    public async ValueTask<RunTotals> CountAsync(CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        return _totals.Of(view.Snapshot, view.Mapping, view.Catalog);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<PipelineInfo>> ListPipelinesAsync(CancellationToken cancellationToken)
    {
        if (files.Current is null)
        {
            throw new RunSourceException($"the project's files cannot be read: {files.Broken}");
        }

        var view = await ViewAsync(cancellationToken);
        return new PipelineMapping(view.Catalog, view.Snapshot, view.Mapping, options.TimeZone, time.GetUtcNow()).List();
    }

    /// <inheritdoc/>
    public async ValueTask<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var (page, total) = new RunList(view.Snapshot, view.Catalog, view.Mapping, view.WithoutRow).Select(query);
        var failed = page.Select(entry => entry.Row).OfType<RunRow>().Where(row => HasError(view, row)).Take(MostErrors).ToList();
        var errors = await ReadAsync(() => payloads.ReadErrorsAsync(failed, cancellationToken));
        return new RunPage([.. page.Select(entry => entry.Process ?? Complete(view, entry.Row!, errors))], total);
    }

    /// <inheritdoc/>
    public async ValueTask<Run?> FindRunAsync(string id, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var run = await DescribeAsync(view, id, cancellationToken);
        if (run is null || FindRow(view, id) is not { } row)
        {
            return run;
        }

        var bookmarks = await ReadAsync(() => payloads.ReadBookmarksAsync(row, time.GetUtcNow(), cancellationToken));
        return run with { Metadata = run.Metadata.AddRange(bookmarks) };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Run> FollowAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Run? last = null;
        while (true)
        {
            var changed = index.Changed;
            var view = await ViewAsync(cancellationToken);
            var current = await DescribeAsync(view, id, cancellationToken);
            if (current is null)
            {
                yield break;
            }

            if (last is null || !IsSame(last, current))
            {
                yield return current;
                last = current;
            }

            if (current.HasEnded || (FindRow(view, id) is { } row && view.Snapshot.HasEnded(row)))
            {
                yield break;
            }

            var ended = view.Child(id)?.Ended is { IsCompleted: false } running ? running : changed;
            await Task.WhenAny(changed, ended).WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunLogLine> ReadLogAsync(string id, int? tail, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var row = FindRow(view, id);
        var lines = row is null
            ? view.Child(id)?.Output.ReadAsync(tail, follow, cancellationToken) ?? AsyncEnumerable.Empty<RunLogLine>()
            : logs.ReadAsync(row, tail, follow, token => EndOfAsync(row.Id, token), cancellationToken);
        await foreach (var line in lines)
        {
            yield return line;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StartResult> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var pipelines = new PipelineMapping(view.Catalog, view.Snapshot, view.Mapping, options.TimeZone, time.GetUtcNow()).List();
        if (pipelines.All(pipeline => pipeline.Id != request.PipelineId))
        {
            return StartResult.Of(RefusalReason.NotFound, $"there is no pipeline '{request.PipelineId}'; ListPipelines names those there are");
        }

        // As Meltano does: two runs of one pipeline would write the same state.
        var pipeline = view.Catalog.Defined.FirstOrDefault(pipeline => pipeline.Id == request.PipelineId)
            ?? new MeltanoPipeline(request.PipelineId, PipelineKind.StateId) { Name = request.PipelineId };
        var running = view.Snapshot.Running.FirstOrDefault(row => view.Catalog.Of(row.StateId).Id == pipeline.Id && view.Mapping.StateOf(row) == RunState.Running);
        return running is null || control.Refused is not null
            ? control.Start(pipeline, request)
            : StartResult.Of(RefusalReason.WrongState, $"pipeline '{pipeline.Id}' is running already, as {view.Mapping.IdOf(running)}; wait for its end");
    }

    /// <inheritdoc/>
    public async ValueTask<Refusal?> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var row = FindRow(view, id);
        var child = view.Child(row?.Trigger ?? id);
        return row is null && child is null
            ? new Refusal(RefusalReason.NotFound, $"there is no execution '{id}', or no more")
            : control.Cancel(id, child);
    }

    private async ValueTask<RunView> ViewAsync(CancellationToken cancellationToken)
    {
        await reader.FirstAttempt.WaitAsync(cancellationToken);
        return reader.Failure is { } failure
            ? throw new RunSourceException(failure)
            : new RunView(index.Snapshot, files.Catalog, control.Children, control.Cancellations);
    }

    /// <summary>A run by its key, or by the id of its process: then the first row of that process.</summary>
    private RunRow? FindRow(RunView view, string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key)
        ? index.Find(key) is { State: not MeltanoState.StateEdit } row ? row : null
        : view.Snapshot.StartedByDaemon.GetValueOrDefault(id);

    private async Task<Run?> DescribeAsync(RunView view, string id, CancellationToken cancellationToken)
    {
        if (FindRow(view, id) is not { } row)
        {
            return view.Child(id)?.Describe();
        }

        return Complete(view, row, await ReadAsync(() => payloads.ReadErrorsAsync(HasError(view, row) ? [row] : [], cancellationToken)));
    }

    /// <summary>A run with what does not stand in its row.</summary>
    private Run Complete(RunView view, RunRow row, IReadOnlyDictionary<long, string?> errors)
    {
        var run = view.Mapping.Map(row, errors.GetValueOrDefault(row.Id)) with { Records = logs.Records(row) };
        return HasError(view, row) && !errors.ContainsKey(row.Id) ? run with { Metadata = run.Metadata.SetItem("error", "not read yet") } : run;
    }

    private static bool HasError(RunView view, RunRow row) => !row.IsOpen && view.Mapping.StateOf(row) == RunState.Failed;

    private static bool IsSame(Run one, Run other) =>
        one.Id == other.Id && one.State == other.State && one.FinishedAt == other.FinishedAt && one.Records == other.Records && one.Error == other.Error
        && one.Metadata.Count == other.Metadata.Count && !one.Metadata.Except(other.Metadata).Any();

    private async Task EndOfAsync(long id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = index.Changed;
            if (index.Find(id) is not { } row || index.Snapshot.HasEnded(row))
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception failure) when (failure is DatabaseUnavailableException or UnknownSchemaException or DbException or IOException or UnauthorizedAccessException)
        {
            throw new RunSourceException(failure.Message, failure);
        }
    }
}
