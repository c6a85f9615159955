using System.Globalization;
using FlextMonitor.Hub.Alerts.Reports;
using FlextMonitor.Hub.Exports.Schedules.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>The files of reports, in the store so that every process can give them out. They are kept for 7 days, and the oldest ones less if there is no room.</summary>
internal sealed class ReportFiles(IDbContextFactory<ReportsDbContext> store, IOptions<ExportOptions> options, TimeProvider time) : IReportFiles
{
    /// <summary>How long files are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>The largest file that messages bring along.</summary>
    public const int LargestAttached = 10_000_000;

    /// <summary>The largest file that is kept.</summary>
    public const int Largest = 32_000_000;

    // As long as the outbox tries to send them.
    private static readonly TimeSpan KeptAtLeast = TimeSpan.FromHours(24);

    public async Task<byte[]?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Files.Where(row => row.Id == id && row.EndsAt > now).Select(row => row.Content).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Those of some files that are still kept, without their contents.</summary>
    public async Task<IReadOnlyList<KeptReport>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        string[] wanted = [.. ids];
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Files.Where(row => wanted.Contains(row.Id) && row.EndsAt > now)
            .Select(row => new KeptReport(row.Id, row.Name, row.Title, row.Sources, row.From, row.To, row.MadeAt, row.EndsAt, row.Rows, row.Bytes)).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps a file, in place of one with its id.</summary>
    /// <returns>Why it cannot be kept, as a sentence; null if it is.</returns>
    public async Task<string?> KeepAsync(ReportFileRow file, CancellationToken cancellationToken)
    {
        if (file.Bytes > Largest)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The report has {file.Bytes / 1e6:0.0} MB, and may have {Largest / 1e6:0}. Choose fewer daemons or a shorter time.");
        }

        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await context.Files.Where(row => row.Id == file.Id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        if (await MakeRoomAsync(context, file.Bytes, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        context.Files.Add(file);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>Deletes files whose links have ended.</summary>
    public async Task DeleteEndedAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Files.Where(row => row.EndsAt <= now).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> MakeRoomAsync(ReportsDbContext context, long bytes, CancellationToken cancellationToken)
    {
        var files = await context.Files.OrderBy(row => row.MadeAt).Select(row => new { row.Id, row.MadeAt, row.Bytes }).ToListAsync(cancellationToken).ConfigureAwait(false);
        var taken = files.Sum(file => (long)file.Bytes);
        foreach (var oldest in files.Where(file => file.MadeAt <= time.GetUtcNow() - KeptAtLeast))
        {
            if (taken + bytes <= options.Value.MaxReportBytes)
            {
                break;
            }

            await context.Files.Where(row => row.Id == oldest.Id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            taken -= oldest.Bytes;
        }

        return taken + bytes <= options.Value.MaxReportBytes
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"There is no room for it: {ExportOptions.Section}:{nameof(ExportOptions.MaxReportBytes)} is {options.Value.MaxReportBytes}, and the reports of the last 24 h take {taken} already.");
    }
}
