using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Audit;

/// <summary>What is recorded and read, on both providers.</summary>
public abstract class AuditTrailTests(TestDatabases databases) : IAsyncLifetime
{
    private AuditStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await AuditStore.StartAsync(databases, TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Record_OfMany_ByManyAtOnce_MakesOneChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => RecordAsync($"person-{number}@example.com"))).DefaultTimeout();

        var result = await _store.Verifier.VerifyAsync(Cancelled);

        result.ShouldBe(new AuditVerification(1, 200, result.LastHash, null));
        var (rows, hasMore) = await _store.Reader.ReadAsync(AuditFilter.None, 5, Cancelled);
        rows.Select(row => row.Number).ShouldBe([200, 199, 198, 197, 196]);
        rows[0].Hash.ShouldBe(result.LastHash);
        hasMore.ShouldBeTrue();
    }

    [Fact]
    public async Task Writers_OfSeveralProcesses_MakeOneChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => WriteAsync($"writer-{writer}"))).DefaultTimeout();

        var result = await _store.Verifier.VerifyAsync(Cancelled);

        result.ShouldBe(new AuditVerification(1, 4 * 25, result.LastHash, null));
        var (rows, _) = await _store.Reader.ReadAsync(AuditFilter.None with { Who = "writer-2" }, 100, Cancelled);
        rows.Count.ShouldBe(25);

        async Task WriteAsync(string name)
        {
            var writer = _store.CreateAppender();
            for (var number = 0; number < 25; number++)
            {
                await writer.AppendAsync([_store.Recorded(new AuditEvent(AuditActions.SignIn, name, AuditOutcome.Done))], mayBeStored: false, Cancelled);
            }
        }
    }

    [Theory]
    [InlineData("GRACE", null, null, 1)]
    [InlineData(null, "sign-in", null, 2)]
    [InlineData(null, "PROD", null, 1)]
    [InlineData(null, null, AuditOutcome.Failed, 1)]
    [InlineData("ada", null, AuditOutcome.Done, 1)]
    [InlineData("%", null, null, 0)]
    [InlineData("", " ", null, 3)]
    [InlineData("id-of-ada", null, null, 1)]
    [InlineData(null, "id-of-pipe", null, 1)]
    [InlineData("ÄNNE", null, null, 0)]
    public async Task Read_WithAFilter_AnswersWhatMatches(string? who, string? what, AuditOutcome? outcome, int count)
    {
        await _store.AddAsync("Ada@example.com", "grace@example.com");
        await _store.Trail.RecordAsync(new AuditEvent(AuditActions.RunPipeline, "Ada@example.com", AuditOutcome.Failed) { WhoId = "id-of-ada", Subject = "prod/pipe-1", SubjectId = "id-of-pipe" });

        var (rows, hasMore) = await _store.Reader.ReadAsync(AuditFilter.None with { Who = who, What = what, Outcome = outcome }, 10, Cancelled);

        (rows.Count, hasMore).ShouldBe((count, false));
    }

    [Fact]
    public async Task Read_OfANameWithOtherLettersThanAToZ_FindsItAsItIsWritten()
    {
        await _store.AddAsync("ÄNNE@example.com");

        var (rows, _) = await _store.Reader.ReadAsync(AuditFilter.None with { Who = "ÄNNE" }, 10, Cancelled);

        rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Append_OfWhatMayBeStored_StoresOnlyWhatIsNot_AndLogsBothOnce()
    {
        RecordedEvent[] events = [.. Enumerable.Range(0, 3).Select(number => _store.Recorded(new AuditEvent(AuditActions.SignOut, $"person-{number}", AuditOutcome.Done)))];
        var appender = _store.CreateAppender();

        // The answer to the first two got lost.
        await appender.AppendAsync(events[..2], mayBeStored: false, Cancelled);
        await appender.AppendAsync(events, mayBeStored: true, Cancelled);

        var (rows, _) = await _store.Reader.ReadAsync(AuditFilter.None, 10, Cancelled);
        rows.Select(row => row.Id).ShouldBe(events.Select(recorded => recorded.Id).Reverse());
        (await _store.Verifier.VerifyAsync(Cancelled)).Good.ShouldBe(3);
    }

    [Fact]
    public async Task Store_OfAnEvent_IsDoneWhenItReturns()
    {
        await _store.Trail.StoreAsync(new AuditEvent(AuditActions.SetUp, "Admin", AuditOutcome.Done), Cancelled);

        await using var context = _store.CreateDbContext();
        (await context.Entries.SingleAsync(Cancelled)).Who.ShouldBe("Admin");
    }

    [Fact]
    public async Task Read_OfATime_StartsWithItAndEndsBeforeTheOther()
    {
        var first = _store.Time.GetUtcNow();
        for (var hour = 0; hour < 4; hour++)
        {
            await _store.AddAsync("ada@example.com");
            _store.Time.Advance(TimeSpan.FromHours(1));
        }

        var (rows, _) = await _store.Reader.ReadAsync(AuditFilter.None with { From = first.AddHours(1), To = first.AddHours(3) }, 10, Cancelled);

        rows.Select(row => row.Number).ShouldBe([3, 2]);
    }

    [Fact]
    public async Task Read_AfterAnEntry_GoesOnWithTheOneBefore()
    {
        await _store.AddAsync(Enumerable.Range(0, 5).Select(number => $"{number}"));

        var (rows, hasMore) = await _store.Reader.ReadAsync(AuditFilter.None with { After = 4 }, 3, Cancelled);

        rows.Select(row => row.Number).ShouldBe([3, 2, 1]);
        hasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task Text_ThatIsTooLongOrCannotBeStored_IsCutOrReplaced_AndFitsItsHash()
    {
        var json = $"[\"{new string('x', 20_000)}\"]";
        await _store.Trail.RecordAsync(new AuditEvent(AuditActions.CreateToken, "a\0b\uD800", AuditOutcome.Done) { Subject = new string('s', 255) + "\U0001F600", After = json });

        var (rows, _) = await _store.Reader.ReadAsync(AuditFilter.None, 1, Cancelled);

        var row = rows.ShouldHaveSingleItem();
        row.Who.ShouldBe("a\uFFFDb\uFFFD");
        row.Subject.ShouldBe(new string('s', 255) + "…");
        row.After!.Value.GetString().ShouldStartWith("[\"xxx");
        (await _store.Verifier.VerifyAsync(Cancelled)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Log_HoldsEachEntryAsJson_WithItsHash()
    {
        await _store.Trail.RecordAsync(new AuditEvent(AuditActions.ChangeGrants, "ada@example.com", AuditOutcome.Done)
        {
            WhoId = "7",
            Subject = "grace@example.com",
            SubjectId = "8",
            Address = "::1",
            Network = "not recorded",
        }.Changed("viewer", "operator"));

        var (rows, _) = await _store.Reader.ReadAsync(AuditFilter.None, 1, Cancelled);

        var line = _store.Log.Entries.Where(entry => entry.Event == 2401).ShouldHaveSingleItem().Message;
        line.ShouldStartWith("Audit {\"number\":1,\"at\":\"");
        line.ShouldEndWith($"\"what\":\"change-grants\",\"outcome\":\"done\",\"who\":\"ada@example.com\",\"whoId\":\"7\",\"subject\":\"grace@example.com\",\"subjectId\":\"8\",\"before\":\"viewer\",\"after\":\"operator\",\"address\":\"::1\",\"id\":\"{rows[0].Id}\",\"hash\":\"{rows[0].Hash}\"}}");
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task RecordAsync(string who) => _store.Trail.RecordAsync(new AuditEvent(AuditActions.SignIn, who, AuditOutcome.Done));

    public sealed class OnSqlite() : AuditTrailTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : AuditTrailTests(new PostgresDatabases(server));
}
