using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Storage.Leading;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ServiceHealth = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class EvaluatorTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(Given.Now);
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stop = new();

    public EvaluatorTests() => _services = new ServiceCollection()
        .AddLogging(logging => logging.ClearProviders())
        .AddSingleton<TimeProvider>(_time)
        .AddSingleton<IEpochIssuer, CountingEpochs>()
        .AddMemoryFeed()
        .AddProblems()
        .BuildServiceProvider();

    private Evaluator Evaluator => _services.GetRequiredService<Evaluator>();

    private IFeedReader Feed => _services.GetRequiredService<IFeedReader>();

    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        return _services.DisposeAsync();
    }

    [Fact]
    public async Task RunAsync_FeedChanges_PublishesWhatIsWrong()
    {
        var running = Evaluator.RunAsync(_stop.Token);

        Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 1)));

        var problem = (await LatestAsync(messages => messages.OfType<Problem>().Any())).OfType<Problem>().Single();
        problem.Kind.ShouldBe(ProblemKinds.Failing);
        Guid.TryParseExact(problem.Id, "n", out _).ShouldBeTrue();
        await StopAsync(running);
    }

    [Fact]
    public async Task RunAsync_NothingIsHeard_JudgesByTheClock()
    {
        var running = Evaluator.RunAsync(_stop.Token);
        Publish(Given.Status());
        await LatestAsync(messages => messages.OfType<SourceEvaluated>().Any());

        var problem = (await LatestAsync(messages => messages.OfType<Problem>().Any(), advance: true)).OfType<Problem>().Single();
        (problem.Kind, problem.Since).ShouldBe((ProblemKinds.Unreachable, Given.Now));
        await StopAsync(running);
    }

    [Fact]
    public async Task RunAsync_ProcessWasFrozen_FindsNoSourceSilent()
    {
        var running = Evaluator.RunAsync(_stop.Token);
        Publish(Given.Status());
        await LatestAsync(messages => messages.OfType<SourceEvaluated>().Any());

        _time.Advance(TimeSpan.FromHours(1));

        var latest = await LatestAsync(messages => messages.OfType<SourceEvaluated>().Any(evaluated => evaluated.EvaluatedAt >= Given.Now.AddHours(1)));
        latest.OfType<Problem>().ShouldBeEmpty();
        await StopAsync(running);
    }

    [Fact]
    public async Task RunAsync_EvaluationOfASourceFails_IsTriedAgainFromTheFeed()
    {
        var running = Evaluator.RunAsync(_stop.Token);
        Publish(Given.Status(), Given.Run("broken") with { PipelineId = null! });
        await Eventually.IsAsync(() => Evaluator.SinceHeartbeat is not null);

        Publish(Given.Run("broken") with { Sequence = 2 }, Given.Failed("a", Given.Now));

        (await LatestAsync(messages => messages.OfType<Problem>().Any(), advance: true)).OfType<Problem>().First().Kind.ShouldBe(ProblemKinds.Failing);
        await StopAsync(running);
    }

    [Fact]
    public async Task RunAsync_Again_GoesOnWithTheSameProblemUnderANewEpoch()
    {
        var first = Evaluator.RunAsync(_stop.Token);
        Publish(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        var before = (await LatestAsync(messages => messages.OfType<Problem>().Any())).OfType<Problem>().Single();
        await StopAsync(first);

        using var stop = new CancellationTokenSource();
        var second = Evaluator.RunAsync(stop.Token);
        Publish(Given.Failed("b", Given.Ago(minutes: 1)) with { Sequence = 2 });

        var after = (await LatestAsync(messages => messages.OfType<Problem>().Any(problem => problem.Count == 2))).OfType<Problem>().Single();
        after.Id.ShouldBe(before.Id);
        after.Epoch.ShouldBeGreaterThan(before.Epoch);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second.DefaultTimeout());
    }

    [Fact]
    public async Task HealthCheck_FollowsTheHeartbeat()
    {
        var check = new EvaluatorHealthCheck(Evaluator, _services.GetRequiredService<JournalState>(), new SoleLeadership());
        (await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status.ShouldBe(ServiceHealth.Degraded, "nothing was evaluated yet");

        var running = Evaluator.RunAsync(_stop.Token);
        await Eventually.IsAsync(() => Evaluator.SinceHeartbeat is not null);
        (await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status.ShouldBe(ServiceHealth.Healthy);

        await StopAsync(running);
        _time.Advance(EvaluatorHealthCheck.Patience);
        (await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status.ShouldBe(ServiceHealth.Degraded, "it stands still");
    }

    private void Publish(params SourceMessage[] messages) => _services.GetRequiredService<FeedOutlet>().Publish(FeedBatch.Of(messages));

    private async Task<IReadOnlyList<SourceMessage>> LatestAsync(Func<IReadOnlyList<SourceMessage>, bool> fits, bool advance = false)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            var latest = await Feed.GetLatestAsync(Given.Source, limit.Token);
            if (fits(latest))
            {
                return latest;
            }

            // The evaluator may not wait yet when the clock moves, so it moves in steps, and slowly enough that the evaluator is not found absent.
            _time.Advance(advance ? TimeSpan.FromMilliseconds(200) : TimeSpan.Zero);
            await Task.Delay(TimeSpan.FromMilliseconds(advance ? 50 : 5), TimeProvider.System, limit.Token);
        }
    }

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.DefaultTimeout());
    }
}
