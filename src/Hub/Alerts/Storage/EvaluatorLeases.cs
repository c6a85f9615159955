using FlextMonitor.Collector.Cluster;
using FlextMonitor.Collector.Leases;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>
/// The lease of the evaluator: the row of its term in PostgreSQL, where it writes. The database's clock decides when it runs out. Every transaction of the evaluator checks the epoch
/// of that row.
/// </summary>
internal sealed class EvaluatorLeases(IDbContextFactory<AlertsDbContext> store, IRoomStore<AlertsDbContext> database, NodeIdentity node, ClusterSignals signals) : ILeases, IEvaluatorLeaseReader
{
    private const string Name = "evaluator";
    private const string Now = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint)";

    /// <summary>How long the database may take.</summary>
    private static readonly int PatienceSeconds = (int)Math.Ceiling(LeaseTimes.RenewEvery.TotalSeconds);

    public Task<LeaseAnswer> TakeAsync(string name, long above, CancellationToken cancellationToken) => RunAsync(
        async (context, token) =>
        {
            var taken = await context.Database.SqlQueryRaw<long>(
                $"""
                INSERT INTO "EvaluatorTerm" AS term ("Id", "Epoch", "BeganAt", "Holder", "Until") VALUES ({TermRow.OnlyId}, GREATEST({Now}, @p1 + 1), {Now}, @p0, {Now} + @p2)
                ON CONFLICT ("Id") DO UPDATE SET "Epoch" = GREATEST({Now}, @p1 + 1, term."Epoch" + 1), "BeganAt" = {Now}, "Holder" = @p0, "Until" = {Now} + @p2
                WHERE term."Holder" IS NULL OR term."Holder" = @p0 OR term."Until" <= {Now}
                RETURNING "Epoch" AS "Value"
                """,
                node.Id,
                above,
                Duration).ToListAsync(token).ConfigureAwait(false);
            return taken.Count > 0 ? new LeaseAnswer(taken[0], node.Id, TimeSpan.Zero) : await HolderAsync(context, token).ConfigureAwait(false);
        },
        cancellationToken);

    public Task<bool> RenewAsync(string name, long epoch, CancellationToken cancellationToken) => RunAsync(
        async (context, token) => await context.Database.ExecuteSqlRawAsync(
            $"""UPDATE "EvaluatorTerm" SET "Until" = {Now} + @p2 WHERE "Epoch" = @p1 AND "Holder" = @p0""", [node.Id, epoch, Duration], token).ConfigureAwait(false) > 0,
        cancellationToken);

    public async Task ReleaseAsync(string name, long epoch, CancellationToken cancellationToken)
    {
        await RunAsync(
            (context, token) => context.Database.ExecuteSqlRawAsync("""UPDATE "EvaluatorTerm" SET "Until" = 0 WHERE "Epoch" = @p1 AND "Holder" = @p0""", [node.Id, epoch], token),
            cancellationToken).ConfigureAwait(false);
        signals.Send(ClusterTopics.EvaluatorReleased);
    }

    public Task WaitAsync(string name, TimeSpan atMost, CancellationToken cancellationToken) => signals.WaitAsync(ClusterTopics.EvaluatorReleased, atMost, cancellationToken);

    public async Task<LeaseStanding?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync<LeaseStanding?>(
                async (context, token) =>
                {
                    var term = await context.Terms.AsNoTracking().SingleOrDefaultAsync(token).ConfigureAwait(false);
                    if (term is null)
                    {
                        return null;
                    }

                    var held = await HolderAsync(context, token).ConfigureAwait(false);
                    return new LeaseStanding(Name, term.Epoch, held.Left > TimeSpan.Zero ? held.Holder : null, held.Left);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (LeaseStoreException)
        {
            return null;
        }
    }

    private static long Duration => (long)LeaseTimes.Duration.TotalMilliseconds;

    private static async Task<LeaseAnswer> HolderAsync(AlertsDbContext context, CancellationToken cancellationToken)
    {
        var held = await context.Terms.AsNoTracking().Select(term => new { term.Holder, term.Until }).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var now = await context.Database.SqlQueryRaw<long>($"""SELECT {Now} AS "Value" """).SingleAsync(cancellationToken).ConfigureAwait(false);
        return new LeaseAnswer(0, held?.Holder ?? "", TimeSpan.FromMilliseconds(Math.Max(0, (held?.Until ?? 0) - now)));
    }

    private async Task<T> RunAsync<T>(Func<AlertsDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            context.Database.SetCommandTimeout(PatienceSeconds);
            return await work(context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && database.CauseOf(exception) is { } cause)
        {
            throw new LeaseStoreException(cause, exception);
        }
    }
}
