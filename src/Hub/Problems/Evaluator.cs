using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Problems;

/// <summary>Reads the feed, judges it, and publishes how pipelines stand and what is wrong. It may lag; nobody waits for it.</summary>
internal sealed partial class Evaluator(
    IFeedReader feed, FeedOutlet outlet, IEpochIssuer epochs, IEnumerable<ISourcePast> pasts, EvaluatorMetrics metrics, TimeProvider time, ILogger<Evaluator> logger)
{
    // The system's clock may be set while waiting, so no wait is long.
    private static readonly TimeSpan LongestWait = EvaluationTerm.HeartbeatPace;

    private readonly Lock _gate = new();
    private long? _lastHeartbeat;

    /// <summary>How long ago its last heartbeat was; null before the first.</summary>
    public TimeSpan? SinceHeartbeat
    {
        get
        {
            lock (_gate)
            {
                return _lastHeartbeat is { } timestamp ? time.GetElapsedTime(timestamp) : null;
            }
        }
    }

    /// <summary>Evaluates for one term, until cancelled. A new term goes on from what an earlier one published.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var term = new EvaluationTerm(new MessageStamp(epochs.IssueNext()), openedAt => Guid.CreateVersion7(openedAt).ToString("n"), NoteFailure);
        var absence = new AbsenceDetector(time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var past = await PastReading.BeginAsync(pasts.SingleOrDefault(), time, failure => Log.PastFailed(logger, failure), reading.Token).ConfigureAwait(false);
        var batches = feed.ReadAsync(reading.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = batches.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                var wait = WaitFor(term);
                term.Remember(past.Take(), Now());
                absence.Wait(Now(), wait);
                await ((Task)next).WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                NoteAbsence(term, absence);
                await RetryAsync(term, cancellationToken).ConfigureAwait(false);
                if (!next.IsCompleted)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Evaluate(term, null);
                }
                else if (await next.ConfigureAwait(false))
                {
                    Evaluate(term, batches.Current);
                    next = batches.MoveNextAsync().AsTask();
                }
                else
                {
                    return;
                }
            }
        }
        finally
        {
            // An enumerator must not be disposed while it is moving.
            await reading.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await batches.DisposeAsync().ConfigureAwait(false);
            await past.EndAsync().ConfigureAwait(false);
        }
    }

    private TimeSpan WaitFor(EvaluationTerm term)
    {
        var wait = term.NextDue - Now();
        return wait > LongestWait || wait is null ? LongestWait : wait > TimeSpan.Zero ? wait.Value : TimeSpan.Zero;
    }

    private void NoteAbsence(EvaluationTerm term, AbsenceDetector absence)
    {
        var now = Now();
        if (absence.Continue(now) is { } since)
        {
            term.NoteAbsence(since, now);
        }
    }

    private async Task RetryAsync(EvaluationTerm term, CancellationToken cancellationToken)
    {
        foreach (var source in term.TakeRetries(Now()))
        {
            term.Retry(source, await feed.GetLatestAsync(source, cancellationToken).ConfigureAwait(false), Now());
        }
    }

    private void NoteFailure(string source, Exception exception)
    {
        metrics.Failed();
        Log.SourceFailed(logger, source, exception);
    }

    private void Evaluate(EvaluationTerm term, FeedBatch? batch)
    {
        var started = time.GetTimestamp();
        var messages = batch is null ? term.Advance(Now()) : term.Take(batch, Now());
        metrics.Evaluated(time.GetElapsedTime(started));
        if (messages.Count == 0)
        {
            return;
        }

        outlet.Publish(FeedBatch.Of(messages));
        if (messages.Any(message => message.Key.Kind == MessageKind.Problem) || batch?.IsWhole == true)
        {
            metrics.NoteOpen(term.OpenProblems.CountBy(problem => problem.Kind).ToDictionary());
        }

        if (messages.Any(message => message is Heartbeat))
        {
            NoteHeartbeat();
        }
    }

    private void NoteHeartbeat()
    {
        lock (_gate)
        {
            _lastHeartbeat = time.GetTimestamp();
        }
    }

    // In whole milliseconds, as messages have it.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private static partial class Log
    {
        [LoggerMessage(2081, LogLevel.Error, "The evaluation of {Source} failed unexpectedly. Other sources are still evaluated. It is tried again in a moment")]
        public static partial void SourceFailed(ILogger logger, string source, Exception exception);

        [LoggerMessage(2083, LogLevel.Error, "What sources did before cannot be read any more. They are judged by what is heard of them from now on")]
        public static partial void PastFailed(ILogger logger, Exception exception);
    }
}
