using System.Data.Common;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Audit;

/// <summary>The chain of hashes, what the database refuses, and retention, on both providers.</summary>
public abstract class AuditVerifierTests(TestDatabases databases) : IAsyncLifetime
{
    private const string CopyOf3 = "\"Id\", \"At\", \"What\", \"Outcome\", \"Who\", \"PreviousHash\", \"Hash\" FROM \"AuditEntries\" WHERE \"Number\" = 3";
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly string[] Five = [.. Enumerable.Range(1, 5).Select(number => $"person-{number}@example.com")];

    private AuditStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await AuditStore.StartAsync(databases, Now.AddDays(-500));

    [Fact]
    public async Task Chain_Of10000_IsGood_AndOneThatWasChangedIsNamed()
    {
        for (var number = 0; number < 10_000; number += 500)
        {
            await _store.AddAsync(Enumerable.Range(number, 500).Select(person => $"person-{person}@example.com"));
        }

        var before = await _store.Verifier.VerifyAsync(Cancelled);
        await _store.RemoveTriggersAsync();
        await _store.ExecuteAsync("UPDATE \"AuditEntries\" SET \"Who\" = 'nobody' WHERE \"Number\" = 7654");
        var after = await _store.Verifier.VerifyAsync(Cancelled);

        before.ShouldBe(new AuditVerification(1, 10_000, before.LastHash, null));
        after.ShouldBe(new AuditVerification(1, 7653, after.LastHash, AuditFault.Changed) { FaultAt = 7654 });
    }

    [Theory]
    [InlineData("UPDATE \"AuditEntries\" SET \"Who\" = 'nobody' WHERE \"Number\" = 2", AuditFault.Changed, 2)]
    [InlineData("UPDATE \"AuditEntries\" SET \"At\" = \"At\" - 1 WHERE \"Number\" = 5", AuditFault.Changed, 5)]
    [InlineData("UPDATE \"AuditEntries\" SET \"Outcome\" = 'nonsense' WHERE \"Number\" = 1", AuditFault.Changed, 1)]
    [InlineData("UPDATE \"AuditEntries\" SET \"At\" = 9000000000000000000 WHERE \"Number\" = 4", AuditFault.Changed, 4)]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Number\" = 1", AuditFault.Missing, 1)]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Number\" = 3", AuditFault.Missing, 3)]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Number\" > 3", AuditFault.Missing, 4)]
    [InlineData("DELETE FROM \"AuditEntries\"", AuditFault.Missing, 1)]
    [InlineData("INSERT INTO \"AuditEntries\" (\"Number\", \"Id\", \"At\", \"What\", \"Outcome\", \"Who\", \"PreviousHash\", \"Hash\") SELECT 0, " + CopyOf3, AuditFault.Inserted, 0)]
    [InlineData("INSERT INTO \"AuditEntries\" (\"Number\", \"Id\", \"At\", \"What\", \"Outcome\", \"Who\", \"PreviousHash\", \"Hash\") SELECT 6, " + CopyOf3, AuditFault.Inserted, 6)]
    public async Task Entry_ThatWasTamperedWith_IsNamed(string statement, AuditFault fault, long number)
    {
        await _store.AddAsync(Five);
        await _store.RemoveTriggersAsync();

        await _store.ExecuteAsync(statement);

        var result = await _store.Verifier.VerifyAsync(Cancelled);
        (result.Fault, result.FaultAt).ShouldBe((fault, number));
    }

    [Theory]
    [InlineData(3, AuditFault.Replaced, 4)]
    [InlineData(5, AuditFault.OtherEnd, 5)]
    public async Task Entry_ThatWasReplacedWithAHashOfItsOwn_IsFoundByTheNextOne_OrByTheEndOfTheChain(long number, AuditFault fault, long found)
    {
        await _store.AddAsync(Five);
        await _store.RemoveTriggersAsync();
        await using var context = _store.CreateDbContext();
        var entry = await context.Entries.AsNoTracking().SingleAsync(entry => entry.Number == number, Cancelled);
        var happened = new RecordedEvent(entry.Id, DateTimeOffset.FromUnixTimeMilliseconds(entry.At), new AuditEvent(entry.What, "nobody", AuditOutcome.Done));
        var forged = AuditEntry.Of(number, happened, entry.PreviousHash);

        await context.Entries.Where(row => row.Number == number).ExecuteDeleteAsync(Cancelled);
        context.Entries.Add(forged);
        await context.SaveChangesAsync(Cancelled);

        var result = await _store.Verifier.VerifyAsync(Cancelled);
        (result.Fault, result.FaultAt).ShouldBe((fault, found));
    }

    [Fact]
    public async Task Chain_WithoutTheRowOfItsEnds_IsAFault()
    {
        await _store.AddAsync(Five);
        await _store.RemoveTriggersAsync();

        await _store.ExecuteAsync("DELETE FROM \"AuditChain\"");

        var result = await _store.Verifier.VerifyAsync(Cancelled);
        (result.Fault, result.Good).ShouldBe((AuditFault.NoEnds, 0L));
    }

    [Theory]
    [InlineData("UPDATE \"AuditEntries\" SET \"Who\" = 'nobody'")]
    [InlineData("DELETE FROM \"AuditEntries\"")]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Number\" = 5")]
    [InlineData("UPDATE \"AuditChain\" SET \"LastNumber\" = 1")]
    [InlineData("UPDATE \"AuditChain\" SET \"DeletedNumber\" = 6")]
    [InlineData("DELETE FROM \"AuditChain\"")]
    [InlineData("INSERT INTO \"AuditEntries\" (\"Number\", \"Id\", \"At\", \"What\", \"Outcome\", \"Who\", \"PreviousHash\", \"Hash\") SELECT 0, " + CopyOf3)]
    public async Task Database_RefusesWhatChangesTheTrail(string statement)
    {
        await _store.AddAsync(Five);

        await Should.ThrowAsync<DbException>(() => _store.ExecuteAsync(statement));

        (await _store.Verifier.VerifyAsync(Cancelled)).Good.ShouldBe(5);
    }

    [Fact]
    public async Task Database_RefusesToReplaceOrTruncate()
    {
        await _store.AddAsync(Five);
        await using var context = _store.CreateDbContext();
        var statement = context.Database.IsSqlite()
            ? "INSERT OR REPLACE INTO \"AuditEntries\" (\"Number\", \"Id\", \"At\", \"What\", \"Outcome\", \"Who\", \"PreviousHash\", \"Hash\") SELECT 2, " + CopyOf3
            : "TRUNCATE \"AuditEntries\"";

        await Should.ThrowAsync<DbException>(() => _store.ExecuteAsync(statement));

        (await _store.Verifier.VerifyAsync(Cancelled)).Good.ShouldBe(5);
    }

    [Fact]
    public async Task Database_RefusesToDeleteAYoungEntry_EvenIfTheChainCountsItAsDeleted()
    {
        _store.Time.SetUtcNow(Now.AddDays(-28));
        await _store.AddAsync(Five);
        await _store.ExecuteAsync("UPDATE \"AuditChain\" SET \"DeletedNumber\" = 5");

        await Should.ThrowAsync<DbException>(() => _store.ExecuteAsync("DELETE FROM \"AuditEntries\""));
    }

    [Fact]
    public async Task Retention_DeletesWhatIsOlderThan400Days_SaysSo_AndTheChainGoesOn()
    {
        const int Deletions = 2;
        await _store.AddAsync(Enumerable.Range(0, AuditRetention.MostAtOnce + 1).Select(number => $"old-{number}"));
        _store.Time.SetUtcNow(Now.AddDays(-399));
        await _store.AddAsync("young");
        _store.Time.SetUtcNow(Now);

        await _store.Retention.DeleteAsync(Cancelled);
        await _store.AddAsync("new");

        var result = await _store.Verifier.VerifyAsync(Cancelled);
        result.ShouldBe(new AuditVerification(AuditRetention.MostAtOnce + 2, 1 + Deletions + 1, result.LastHash, null));
        var (rows, _) = await _store.Reader.ReadAsync(AuditFilter.None with { What = AuditActions.DeleteEntries }, 10, Cancelled);
        rows.Select(row => (row.Who, row.Before!.Value.GetRawText())).ShouldBe([(AuditEvent.Monitor, """{"from":501,"to":501}"""), (AuditEvent.Monitor, """{"from":1,"to":500}""")]);
    }

    [Fact]
    public async Task Retention_OfEverything_LeavesTheEndOfTheChain_WhichItContinues()
    {
        await _store.AddAsync(Five);
        _store.Time.SetUtcNow(Now);
        await _store.Retention.DeleteAsync(Cancelled);
        var empty = await _store.Verifier.VerifyAsync(Cancelled);

        await _store.AddAsync("new");

        var result = await _store.Verifier.VerifyAsync(Cancelled);
        empty.ShouldBe(new AuditVerification(6, 1, empty.LastHash, null));
        result.ShouldBe(new AuditVerification(6, 2, result.LastHash, null));
    }

    [Fact]
    public async Task Verify_WhileOthersAddAndDelete_FindsNothingWrong()
    {
        await _store.AddAsync(Enumerable.Range(0, 3000).Select(number => $"old-{number}"));
        _store.Time.SetUtcNow(Now);
        var deleting = _store.Retention.DeleteAsync(Cancelled);
        var adding = Task.Run(
            async () =>
            {
                for (var number = 0; number < 20; number++)
                {
                    await _store.AddAsync("new", "newer");
                }
            },
            Cancelled);

        do
        {
            (await _store.Verifier.VerifyAsync(Cancelled)).Fault.ShouldBeNull();
        }
        while (!Task.WhenAll(deleting, adding).IsCompleted);

        await Task.WhenAll(deleting, adding).DefaultTimeout();
        (await _store.Verifier.VerifyAsync(Cancelled)).Good.ShouldBe(40 + (3000 / AuditRetention.MostAtOnce));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    public sealed class OnSqlite() : AuditVerifierTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : AuditVerifierTests(new PostgresDatabases(server));
}
