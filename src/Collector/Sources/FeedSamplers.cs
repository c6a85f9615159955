using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace FlextMonitor.Collector.Sources;

/// <summary>One sample of each feed.</summary>
internal sealed class FeedSamplers(SourceContext context, DaemonCaller caller, TimeProvider time)
{
    /// <summary>Executions that have dropped out of the list and are asked for singly, at most in one sample; the others follow in the next.</summary>
    private const int MostSingly = 32;

    /// <summary>Of those, how many at once.</summary>
    private const int SinglyAtOnce = 4;

    private int _asked;

    public Task StatsAsync(CancellationToken cancellationToken) => SampleAsync(
        FeedKind.Stats,
        nameof(FlextService.FlextServiceClient.GetSystemStats),
        (client, options) => client.GetSystemStatsAsync(new Empty(), options),
        (reporter, sent) =>
        {
            reporter.Take(StatsMapping.Stats(context.Daemon.Name, sent, time.Now()));
            return null;
        },
        cancellationToken);

    public Task HealthAsync(CancellationToken cancellationToken) => SampleAsync(
        FeedKind.Health,
        nameof(FlextService.FlextServiceClient.HealthCheck),
        (client, options) => client.HealthCheckAsync(new Empty(), options),
        (reporter, sent) =>
        {
            reporter.Take(HealthMapping.Health(context.Daemon.Name, sent, time.Now()));
            return HealthMapping.Notice(sent);
        },
        cancellationToken);

    public async Task ExecutionsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> dropped = [];
        var limit = context.Daemon.ExecutionLimit;
        await SampleAsync(
            FeedKind.Executions,
            nameof(FlextService.FlextServiceClient.ListExecutions),
            (client, options) => client.ListExecutionsAsync(new ListExecutionsRequest { Limit = limit }, options),
            (reporter, sent) =>
            {
                var list = ExecutionList.From(context.Daemon.Name, sent, limit, time.Now());
                dropped = reporter.Executions.Take(list);
                return list.Notice;
            },
            cancellationToken).ConfigureAwait(false);
        await AskSinglyAsync(dropped, cancellationToken).ConfigureAwait(false);
        context.Following.Set();
    }

    private async Task SampleAsync<T>(
        FeedKind feed,
        string rpc,
        Func<FlextService.FlextServiceClient, CallOptions, AsyncUnaryCall<T>> method,
        Func<SourceReporter, T, string?> take,
        CancellationToken cancellationToken)
        where T : class
    {
        var connection = context.Connection;
        try
        {
            var result = await caller.CallTwiceAsync(connection, rpc, method, cancellationToken).ConfigureAwait(false);
            await context.TakeAsync(connection, reporter =>
            {
                var notice = result.Answer is { } answer ? take(reporter, answer) : null;
                var before = reporter.Tracker.Of(feed)?.Failure?.Kind;
                reporter.Tracker.Record(new FeedOutcome(feed, result.StartedAt, time.Now(), result.Failure, notice));
                if (reporter.Tracker.IsSettled && result.Failure?.Kind == FailureKind.Unavailable && before != FailureKind.Unavailable)
                {
                    // Is it the call, or has a proxy lost the daemon? Asked once: a feed may stay so while the others are well.
                    context.AskTheOthers();
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (connection.Retired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Replaced while the call was under way; the next sample goes over the new one.
        }
    }

    private async Task AskSinglyAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return;
        }

        var start = ids.Count > MostSingly ? _asked % ids.Count : 0;
        var turn = ids.Skip(start).Concat(ids.Take(start)).Take(MostSingly).ToList();
        _asked = start + turn.Count;
        var connection = context.Connection;
        var options = new ParallelOptions { MaxDegreeOfParallelism = SinglyAtOnce, CancellationToken = cancellationToken };
        var isAnswering = true;
        try
        {
            await Parallel.ForEachAsync(turn, options, async (id, token) =>
            {
                // Where one call is not answered the next would hold up the list as long again.
                if (Volatile.Read(ref isAnswering) && !await AskAsync(connection, id, token).ConfigureAwait(false))
                {
                    Volatile.Write(ref isAnswering, false);
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (connection.Retired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Replaced meanwhile; they are asked for again when it is back.
        }
    }

    /// <returns>Whether the daemon answered at all.</returns>
    private async Task<bool> AskAsync(DaemonConnection connection, string id, CancellationToken cancellationToken)
    {
        var result = await caller.CallAsync(
            connection,
            nameof(FlextService.FlextServiceClient.GetExecution),
            (client, options) => client.GetExecutionAsync(new GetExecutionRequest { Id = id }, options),
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
        else if (result.Failure?.Kind is null or FailureKind.Answered)
        {
            view.Failed(id);
        }
    }
}
