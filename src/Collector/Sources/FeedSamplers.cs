using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace FlextMonitor.Collector.Sources;

/// <summary>Takes one sample of each feed.</summary>
internal sealed class FeedSamplers(SourceContext context, DaemonCaller caller, TimeProvider time)
{
    /// <summary>The most executions that one sample requests singly because they dropped out of the list; the others follow in the next sample.</summary>
    private const int MaxSingleCalls = 32;

    /// <summary>How many of these requests run at the same time.</summary>
    private const int MaxConcurrentCalls = 4;

    private readonly ExecutionPages _pages = new(context.Daemon, time);
    private int _nextDropped;

    public Task StatsAsync(TimeSpan limit, CancellationToken cancellationToken) => SampleAsync(
        FeedKind.Stats,
        nameof(FlextService.FlextServiceClient.GetSystemStats),
        (client, options) => client.GetSystemStatsAsync(new Empty(), options),
        (reporter, sent) =>
        {
            reporter.Take(StatsMapping.Stats(context.Daemon.Name, sent, time.Now()));
            return null;
        },
        limit,
        cancellationToken);

    public Task HealthAsync(TimeSpan limit, CancellationToken cancellationToken) => SampleAsync(
        FeedKind.Health,
        nameof(FlextService.FlextServiceClient.HealthCheck),
        (client, options) => client.HealthCheckAsync(new Empty(), options),
        (reporter, sent) =>
        {
            reporter.Take(HealthMapping.Health(context.Daemon.Name, sent, time.Now()));
            return HealthMapping.Notice(sent);
        },
        limit,
        cancellationToken);

    public async Task ExecutionsAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> dropped = [];
        string? lacks = null;
        var most = context.Daemon.ExecutionLimit;
        var began = time.GetTimestamp();
        var isHeard = false;
        await SampleAsync(
            FeedKind.Executions,
            async connection =>
            {
                var pages = await _pages.RequestAsync((size, offset) => CallAsync(
                    connection,
                    nameof(FlextService.FlextServiceClient.ListExecutions),
                    (client, options) => client.ListExecutionsAsync(new ListExecutionsRequest { Limit = size, Offset = offset }, options),
                    limit,
                    cancellationToken)).ConfigureAwait(false);
                lacks = pages.Lacks;
                isHeard = IsHeard(pages.Call);
                return pages.Call;
            },
            (reporter, sent) =>
            {
                var list = ExecutionList.From(context.Daemon.Name, sent, most, time.Now(), lacks);
                dropped = reporter.Executions.Take(list);
                return list.Notice;
            },
            cancellationToken).ConfigureAwait(false);
        await FetchDroppedAsync(dropped, cancellationToken).ConfigureAwait(false);
        if (isHeard)
        {
            // Requests for single executions are part of the sample: a quick list does not make them free.
            context.Pace.Sampled(FeedKind.Executions, began);
        }

        context.ReviewRuns.Set();
    }

    private Task SampleAsync<T>(
        FeedKind feed,
        string rpc,
        Func<FlextService.FlextServiceClient, CallOptions, AsyncUnaryCall<T>> method,
        Func<SourceReporter, T, string?> take,
        TimeSpan limit,
        CancellationToken cancellationToken)
        where T : class => SampleAsync(
            feed,
            async connection =>
            {
                var began = time.GetTimestamp();
                var result = await CallAsync(connection, rpc, method, limit, cancellationToken).ConfigureAwait(false);
                if (IsHeard(result))
                {
                    context.Pace.Sampled(feed, began);
                }

                return result;
            },
            take,
            cancellationToken);

    private async Task SampleAsync<T>(
        FeedKind feed, Func<DaemonConnection, Task<CallResult<T>>> call, Func<SourceReporter, T, string?> take, CancellationToken cancellationToken)
        where T : class
    {
        var connection = context.Connection;
        try
        {
            var result = await call(connection).ConfigureAwait(false);
            await context.TakeAsync(connection, reporter =>
            {
                var notice = result.Answer is { } answer ? take(reporter, answer) : null;
                var before = reporter.Tracker.Of(feed)?.Failure?.Kind;
                reporter.Tracker.Record(new FeedOutcome(feed, result.StartedAt, time.Now(), result.Failure, notice));
                if (reporter.Tracker.IsSettled && result.Failure?.Kind == FailureKind.Unavailable && before != FailureKind.Unavailable)
                {
                    // The other feeds show whether only this call fails or a proxy has lost the daemon. Done once, since one feed may stay unavailable while the others work.
                    context.SampleWaitingFeeds();
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (connection.Retired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The connection was replaced during the call; the next sample uses the new one.
        }
    }

    private async Task<CallResult<T>> CallAsync<T>(
        DaemonConnection connection,
        string rpc,
        Func<FlextService.FlextServiceClient, CallOptions, AsyncUnaryCall<T>> method,
        TimeSpan limit,
        CancellationToken cancellationToken)
        where T : class
    {
        using var call = context.Pace.BeginCall();
        return await caller.CallTwiceAsync(connection, rpc, method, limit, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsHeard<T>(CallResult<T> result)
        where T : class => result.Failure?.Kind is not (FailureKind.Connection or FailureKind.Unavailable);

    private async Task FetchDroppedAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return;
        }

        var start = ids.Count > MaxSingleCalls ? _nextDropped % ids.Count : 0;
        var batch = ids.Skip(start).Concat(ids.Take(start)).Take(MaxSingleCalls).ToList();
        _nextDropped = start + batch.Count;
        var connection = context.Connection;
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentCalls, CancellationToken = cancellationToken };
        var isAnswering = true;
        try
        {
            await Parallel.ForEachAsync(batch, options, async (id, token) =>
            {
                // After one call without an answer, the next one would delay the list for as long again.
                if (Volatile.Read(ref isAnswering) && !await FetchAsync(connection, id, token).ConfigureAwait(false))
                {
                    Volatile.Write(ref isAnswering, false);
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (connection.Retired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The connection was replaced meanwhile; the next sample requests them again.
        }
    }

    /// <returns>Whether the daemon answered, with an execution or with an error.</returns>
    private async Task<bool> FetchAsync(DaemonConnection connection, string id, CancellationToken cancellationToken)
    {
        using var call = context.Pace.BeginCall();
        var result = await caller.CallAsync(
            connection,
            nameof(FlextService.FlextServiceClient.GetExecution),
            (client, options) => client.GetExecutionAsync(new GetExecutionRequest { Id = id }, options),
            limit: null,
            cancellationToken).ConfigureAwait(false);
        await context.TakeAsync(connection, reporter => TakeOne(reporter.Executions, id, result)).ConfigureAwait(false);
        return result.Failure?.Kind is null or FailureKind.Answered;
    }

    private void TakeOne(ExecutionView view, string id, CallResult<Execution> result)
    {
        if (result.Answer is { } answer && answer.Id == id)
        {
            var now = time.Now();
            view.Found(ExecutionMapping.Execution(context.Daemon.Name, answer, now), now);
        }
        else if (result.Failure is { Code: StatusCode.NotFound or StatusCode.Unimplemented })
        {
            view.Lost(id);
        }
        else if (result.Failure is { IsTooLarge: true } tooLarge)
        {
            view.Unreadable(id, tooLarge.Text, time.Now());
        }
        else if (result.Failure?.Kind is null or FailureKind.Answered)
        {
            view.Failed(id);
        }
    }
}
