using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Dashboards.Provisioning;

/// <summary>Holds the dashboards of the folder that the settings name, and reads it again and again. Notifications of file systems do not come through every mount.</summary>
internal sealed partial class ProvisionedDashboards(
    IOptions<DashboardOptions> options, IHostEnvironment environment, ProvisionedStore store, TimeProvider time, ILogger<ProvisionedDashboards> logger) : SupervisedService
{
    /// <summary>The time between two readings.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private FolderContents _contents = FolderContents.Nothing;
    private FolderContents _remembered = FolderContents.Nothing;
    private bool _forgets;

    /// <summary>The folder; null if the settings name none.</summary>
    public string? Folder { get; } = string.IsNullOrEmpty(options.Value.Folder) ? null : Path.GetFullPath(Path.Combine(environment.ContentRootPath, options.Value.Folder));

    /// <summary>What the folder held last.</summary>
    public FolderContents Contents => Volatile.Read(ref _contents);

    /// <summary>Reads the folder before anybody is answered.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Folder is not null)
        {
            _contents = _remembered = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
            Read();
            await RememberAsync(cancellationToken).ConfigureAwait(false);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the folder now. Call it from one place at a time.</summary>
    public void Read()
    {
        if (Folder is null)
        {
            return;
        }

        var before = Contents;
        var now = FolderReader.Read(Folder, before, time.GetUtcNow());
        Volatile.Write(ref _contents, now);
        LogChanges(before, now);
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => Folder is null ? [] : [new("The folder of dashboards", RunAsync, new(), time, logger)];

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            Read();
            await RememberAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // What cannot be stored now is tried again after the next reading.
    private async Task RememberAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = Contents;
            await store.SaveAsync(_remembered, now, cancellationToken).ConfigureAwait(false);
            (_remembered, _forgets) = (now, false);
        }
        catch (Exception exception) when (exception is DbUpdateException || StoreFailure.IsUnavailable(exception))
        {
            if (!_forgets)
            {
                Log.NotRemembered(logger, exception);
            }

            _forgets = true;
        }
    }

    private void LogChanges(FolderContents before, FolderContents now)
    {
        if (now.Problem is { } problem && problem != before.Problem)
        {
            Log.FolderProblem(logger, Folder!, problem);
        }

        var earlier = before.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var file in now.Files)
        {
            LogChange(earlier.GetValueOrDefault(file.Path), file);
        }

        if (!before.Dashboards.Keys.ToHashSet().SetEquals(now.Dashboards.Keys))
        {
            Log.Count(logger, Folder!, now.Dashboards.Count);
        }
    }

    private void LogChange(ProvisionedFile? before, ProvisionedFile now)
    {
        if (now.Errors is [var first, ..] && (before is null || !before.Errors.SequenceEqual(now.Errors)))
        {
            Log.BadFile(logger, now.Path, first.Line ?? 1, first.Pointer.Length == 0 ? "/" : first.Pointer, first.Message, now.Served is null ? "it is not shown" : "what it held before stays");
        }
        else if (now.IsGood && before is { IsGood: false })
        {
            Log.GoodAgain(logger, now.Path);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2600, LogLevel.Warning, "The dashboard in {File}, line {Line}, {Pointer}: {Problem} Until that is mended, {Consequence}")]
        public static partial void BadFile(ILogger logger, string file, long line, string pointer, string problem, string consequence);

        [LoggerMessage(2601, LogLevel.Information, "The dashboard in {File} is good again")]
        public static partial void GoodAgain(ILogger logger, string file);

        [LoggerMessage(2602, LogLevel.Warning, "The dashboards in {Folder}: {Problem}")]
        public static partial void FolderProblem(ILogger logger, string folder, string problem);

        [LoggerMessage(2604, LogLevel.Warning, "What the files of dashboards hold cannot be stored. It is tried again; until then, a file that becomes bad is not shown after a restart")]
        public static partial void NotRemembered(ILogger logger, Exception exception);

        [LoggerMessage(2603, LogLevel.Information, "{Folder} holds {Count} dashboards")]
        public static partial void Count(ILogger logger, string folder, int count);
    }
}
