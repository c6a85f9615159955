using System.Data.Common;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>How SQLite finds what a purge deletes. A statement that reads a whole table holds the lock for as long.</summary>
public sealed class PurgePlanTests : IDisposable
{
    private readonly SqliteDatabases _databases = new();
    private readonly PlanRecorder _plans = new();

    [Fact]
    public async Task Purge_FindsAllThatItDeletesByAKey()
    {
        await using var history = await RecordedHistory.StartAsync(
            await _databases.CreateAsync(), new(Messages.Noon), services => services.ConfigureDbContext<SqliteHistoryDbContext>(options => options.AddInterceptors(_plans)));
        history.After(0, Given.Status(), Messages.Stats(), Given.Ended("1", Given.Ago(minutes: 5))).EachSecond(60, Messages.Heartbeat());
        await history.WriteAsync();

        history.Clock.Advance(TimeSpan.FromDays(5_000));
        await history.PurgeAsync();

        _plans.Tables.ShouldBe(["Buckets", "PipelineDays", "Runs", "StateChanges"]);
        _plans.Lines.Where(line => line.StartsWith("SCAN", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    public void Dispose() => _databases.Dispose();

    /// <summary>Asks SQLite for its plan of each statement that deletes.</summary>
    private sealed class PlanRecorder : DbCommandInterceptor
    {
        public SortedSet<string> Tables { get; } = new(StringComparer.Ordinal);

        public List<string> Lines { get; } = [];

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("DELETE FROM", StringComparison.Ordinal))
            {
                Tables.Add(command.CommandText.Split('"')[1]);
                await RecordAsync(command, cancellationToken);
            }

            return result;
        }

        private async Task RecordAsync(DbCommand command, CancellationToken cancellationToken)
        {
            await using var explain = command.Connection!.CreateCommand();
            explain.Transaction = command.Transaction;
            explain.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
            foreach (DbParameter parameter in command.Parameters)
            {
                var copy = explain.CreateParameter();
                (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
                explain.Parameters.Add(copy);
            }

            await using var rows = await explain.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                Lines.Add(rows.GetString(3));
            }
        }
    }
}
