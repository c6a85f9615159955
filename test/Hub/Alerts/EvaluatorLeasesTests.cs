using FlextMonitor.Collector.Cluster;
using FlextMonitor.Collector.Leases;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Storage.Leading;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Alerts;

/// <summary>The lease of the evaluator in a real PostgreSQL, asked for by two processes.</summary>
public sealed class EvaluatorLeasesTests(PostgresServer server) : IAsyncLifetime
{
    private const string RanOut = """UPDATE "EvaluatorTerm" SET "Until" = 0""";

    private AlertsHost _host = null!;
    private EvaluatorLeases _one = null!;
    private EvaluatorLeases _other = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await AlertsHost.StartAsync(new PostgresDatabases(server), services =>
        {
            AlertsHost.WithoutEvaluator(services);
            services.Replace(ServiceDescriptor.Singleton<IEvaluatorLeadership, SharedLeadership>());
        });
        (_one, _other) = (Leases("one"), Leases("other"));
    }

    [Fact]
    public async Task Take_Free_GivesAnEpochOfTheDatabasesClock()
    {
        var before = await NowAsync();

        var answer = await TakeAsync(_one);

        answer.Epoch.ShouldBeInRange(before, await NowAsync());
        (await RenewAsync(_one, answer.Epoch)).ShouldBeTrue();
    }

    [Fact]
    public async Task Take_HeldByAnother_SaysByWhomAndForHowLong()
    {
        await TakeAsync(_one);

        var answer = await TakeAsync(_other);

        (answer.Epoch, answer.Holder).ShouldSatisfyAllConditions(it => it.Epoch.ShouldBe(0), it => it.Holder.ShouldStartWith("one/"));
        answer.Left.ShouldBeInRange(TimeSpan.FromSeconds(3), LeaseTimes.Duration);
    }

    [Fact]
    public async Task Take_AfterItRanOut_GivesAGreaterEpochAndLateWritesAreRefused()
    {
        var journal = _host.Service<ProblemJournal>();
        var first = await TakeAsync(_one);
        await journal.BeginTermAsync(first.Epoch, Cancelled).DefaultTimeout();
        await _host.ExecuteAsync(RanOut);

        var second = await TakeAsync(_other);

        second.Epoch.ShouldBeGreaterThan(first.Epoch);
        (await RenewAsync(_one, first.Epoch)).ShouldBeFalse();
        await Should.ThrowAsync<JournalUnavailableException>(() => journal.StoreAsync(first.Epoch, [], [], Cancelled)).DefaultTimeout();
        await Should.ThrowAsync<JournalUnavailableException>(() => journal.BeginTermAsync(first.Epoch, Cancelled)).DefaultTimeout();
        await journal.BeginTermAsync(second.Epoch, Cancelled).DefaultTimeout();
        await journal.StoreAsync(second.Epoch, [], [], Cancelled).DefaultTimeout();
    }

    [Fact]
    public async Task Release_OneWaits_IsToldAndTakesItAtOnce()
    {
        var first = await TakeAsync(_one);
        var waiting = _other.WaitAsync(LeasedLeadership.Lease, TimeSpan.FromMinutes(5), Cancelled);

        await _one.ReleaseAsync(LeasedLeadership.Lease, first.Epoch, Cancelled).DefaultTimeout();

        await waiting.DefaultTimeout();
        (await TakeAsync(_other)).Epoch.ShouldBeGreaterThan(first.Epoch);
    }

    [Fact]
    public async Task Take_ByTwoAtOnce_GivesItToOne()
    {
        var answers = await Task.WhenAll(TakeAsync(_one), TakeAsync(_other)).DefaultTimeout();

        answers.Count(answer => answer.Epoch > 0).ShouldBe(1);
    }

    [Fact]
    public async Task Renew_WhileATransactionOfTheTermIsOpen_IsNotHeldUp()
    {
        var first = await TakeAsync(_one);
        await using var working = _host.CreateDbContext();
        await using var transaction = await LockTermAsync(working, first.Epoch);

        (await RenewAsync(_one, first.Epoch)).ShouldBeTrue();

        await transaction.CommitAsync(Cancelled).DefaultTimeout();
    }

    [Fact]
    public async Task Take_WhileATransactionOfTheFormerTermIsOpen_IsHeldUp()
    {
        var first = await TakeAsync(_one);
        await using var working = _host.CreateDbContext();
        await using var transaction = await LockTermAsync(working, first.Epoch);
        await _host.ExecuteAsync(RanOut);

        await Should.ThrowAsync<LeaseStoreException>(() => TakeAsync(_other)).DefaultTimeout();

        await transaction.CommitAsync(Cancelled).DefaultTimeout();
        (await TakeAsync(_other)).Epoch.ShouldBeGreaterThan(first.Epoch);
    }

    [Fact]
    public async Task Take_FromAProcessStoppedInTheMiddleOfItsTransaction_IsHeldUpForSecondsOnly()
    {
        var first = await TakeAsync(_one);
        await using var stopped = _host.CreateDbContext();
        await using var transaction = await stopped.Database.BeginTransactionAsync(Cancelled).DefaultTimeout();
        (await stopped.LockTermAsync(Cancelled).DefaultTimeout()).ShouldBe(first.Epoch);
        await _host.ExecuteAsync(RanOut);

        var taken = await Eventually.GetAsync(
            async () =>
            {
                try
                {
                    return (await TakeAsync(_other)).Epoch;
                }
                catch (LeaseStoreException)
                {
                    return 0;
                }
            },
            epoch => epoch > 0,
            TimeSpan.FromSeconds(10));

        taken.ShouldBeGreaterThan(first.Epoch);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private EvaluatorLeases Leases(string node) => ActivatorUtilities.CreateInstance<EvaluatorLeases>(
        _host.Service<IServiceProvider>(), new NodeIdentity(Options.Create(new ClusterOptions { Node = node })));

    private static Task<LeaseAnswer> TakeAsync(EvaluatorLeases leases) => leases.TakeAsync(LeasedLeadership.Lease, 0, Cancelled).DefaultTimeout();

    private static Task<bool> RenewAsync(EvaluatorLeases leases, long epoch) => leases.RenewAsync(LeasedLeadership.Lease, epoch, Cancelled).DefaultTimeout();

    /// <summary>Begins a transaction of a term, which may stay idle as long as it likes.</summary>
    private static async Task<IDbContextTransaction> LockTermAsync(AlertsDbContext context, long epoch)
    {
        var transaction = await context.Database.BeginTransactionAsync(Cancelled).DefaultTimeout();
        (await context.LockTermAsync(Cancelled).DefaultTimeout()).ShouldBe(epoch);
        await context.Database.ExecuteSqlRawAsync("SET LOCAL idle_in_transaction_session_timeout = 0", Cancelled).DefaultTimeout();
        return transaction;
    }

    private async Task<long> NowAsync()
    {
        await using var context = _host.CreateDbContext();
        return await context.Database.SqlQueryRaw<long>("""SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint) AS "Value" """).SingleAsync(Cancelled).DefaultTimeout();
    }

    /// <summary>Terms are given by the test.</summary>
    private sealed class SharedLeadership : IEvaluatorLeadership
    {
        public bool IsLeading => true;

        public bool IsShared => true;

        public string Leader => "";

        public Task RunAsync(Func<LeaderTerm, Task> work, CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
