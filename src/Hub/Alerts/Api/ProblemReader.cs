using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>Reads problems for callers, as far as those may see their daemons.</summary>
public sealed class ProblemReader
{
    private const int MostSteps = 1000;

    private readonly IDbContextFactory<AlertsDbContext> _store;

    internal ProblemReader(IDbContextFactory<AlertsDbContext> store) => _store = store;

    /// <summary>The problems that a query asks for, and whether there are more.</summary>
    public async Task<ProblemsResponse> FindAsync(ProblemsQuery query, Rights rights, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(rights);

        await using var context = await _store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = await Narrow(context.Problems.AsNoTracking(), query, rights)
            .OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.Id).Take(query.Limit + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        var shown = rows.Take(query.Limit).ToList();
        return new ProblemsResponse([.. shown.Select(ProblemResponse.Of)], rows.Count > query.Limit ? new ProblemsPlace(shown[^1].OpenedAt, shown[^1].Id).ToString() : null);
    }

    /// <summary>One problem with its changes and messages; null if it does not exist or the caller may not see its daemon.</summary>
    public async Task<ProblemLifeResponse?> FindLifeAsync(string id, Rights rights, CancellationToken cancellationToken) =>
        await FindAsync(id, rights, cancellationToken).ConfigureAwait(false) is { } row ? await LifeOfAsync(row, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>One problem; null if it does not exist or the caller may not see its daemon.</summary>
    internal async Task<ProblemRow?> FindAsync(string id, Rights rights, CancellationToken cancellationToken)
    {
        await using var context = await _store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var row = await context.Problems.AsNoTracking().SingleOrDefaultAsync(problem => problem.Id == id, cancellationToken).ConfigureAwait(false);
        return row is not null && rights.MaySee(row.Source) ? row : null;
    }

    /// <summary>Whether there is a problem, also one that the caller may not see.</summary>
    public async Task<bool> ExistsAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await _store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Problems.AnyAsync(problem => problem.Id == id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A problem with its changes and messages.</summary>
    internal async Task<ProblemLifeResponse> LifeOfAsync(ProblemRow row, CancellationToken cancellationToken)
    {
        await using var context = await _store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);

        // The newest steps, if there are very many.
        var changes = await context.Changes.AsNoTracking().Where(change => change.ProblemId == row.Id).OrderByDescending(change => change.Number).Take(MostSteps)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var deliveries = await context.Deliveries.AsNoTracking().Where(delivery => delivery.Problems.Any(link => link.ProblemId == row.Id))
            .OrderByDescending(delivery => delivery.CreatedAt).Take(MostSteps).ToListAsync(cancellationToken).ConfigureAwait(false);
        var channels = await context.Channels.AsNoTracking().ToDictionaryAsync(channel => channel.Id, channel => channel.Name, cancellationToken).ConfigureAwait(false);
        return new ProblemLifeResponse(
            row.Problem,
            row.OpenedAt,
            row.ResolvedAt,
            [.. changes.AsEnumerable().Reverse().Select(ProblemChangeResponse.Of)],
            [.. deliveries.AsEnumerable().Reverse().Select(delivery => NotificationResponse.Of(delivery, channels.GetValueOrDefault(delivery.ChannelId)))]);
    }

    private static IQueryable<ProblemRow> Narrow(IQueryable<ProblemRow> problems, ProblemsQuery query, Rights rights)
    {
        var (from, to, pipeline, after, kinds) = (query.From, query.To, query.Pipeline, query.After, query.Kinds);
        IReadOnlyList<string>? sources = query.Sources.Count > 0 ? query.Sources : rights.Sources is { } visible ? [.. visible, SourceNames.Monitor] : null;
        problems = sources is null ? problems : problems.Where(row => sources.Contains(row.Source));
        problems = query.OnlyOpen ? problems.Where(row => row.ResolvedAt == null) : problems;
        problems = from is null ? problems : problems.Where(row => row.ResolvedAt == null || row.ResolvedAt >= from);
        problems = to is null ? problems : problems.Where(row => row.Since < to);
        problems = pipeline is null ? problems : problems.Where(row => row.PipelineId == pipeline);
        problems = kinds.Count == 0 ? problems : problems.Where(row => kinds.Contains(row.Kind));
        return after is null ? problems : problems.Where(row => row.OpenedAt <= after.OpenedAt && (row.OpenedAt < after.OpenedAt || string.Compare(row.Id, after.Id) < 0));
    }
}
