using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Commands;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Problems;

/// <summary>Reads the feed, judges it, and publishes how pipelines stand and what is wrong. It may lag; nobody waits for it.</summary>
internal sealed partial class Evaluator(
    IFeedReader feed, FeedOutlet outlet, EvaluatorSurroundings around, EvaluatorMetrics metrics, TimeProvider time, ILogger<Evaluator> logger)
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

    /// <summary>Evaluates for one term, until cancelled. A new term goes on from what an earlier one stored and published.</summary>
    /// <exception cref="JournalUnavailableException">Problems cannot be stored.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(null, cancellationToken);

    /// <summary>As <see cref="RunAsync(CancellationToken)"/>, with the epoch of a lease; null issues one.</summary>
    public async Task RunAsync(long? epoch, CancellationToken cancellationToken)
    {
        var term = await BeginTermAsync(epoch ?? around.Epochs.IssueNext(), cancellationToken).ConfigureAwait(false);
        var absence = new AbsenceDetector(time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var past = await PastReading.BeginAsync(around.Past, time, failure => Log.PastFailed(logger, failure), reading.Token).ConfigureAwait(false);
        var asked = new CommandReading(around.Commands, reading.Token);
        var rules = new RuleReading(around.Rules, reading.Token);
        var batches = feed.ReadAsync(reading.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = batches.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                var wait = WaitFor(term);
                term.Remember(past.Take(), Now());
                absence.Wait(Now(), wait);
                await ((Task)Task.WhenAny(next, asked.Asked, rules.Changed, around.Questions.Asked)).WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                NoteAbsence(term, absence);
                await RetryAsync(term, cancellationToken).ConfigureAwait(false);
                if (rules.Take() is { } changed)
                {
                    term.Use(changed);
                }

                around.Questions.AnswerBy(term, Now());
                var orders = await asked.TakeAsync().ConfigureAwait(false);
                if (!next.IsCompleted)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await EvaluateAsync(term, null, orders, cancellationToken).ConfigureAwait(false);
                }
                else if (await next.ConfigureAwait(false))
                {
                    await EvaluateAsync(term, batches.Current, orders, cancellationToken).ConfigureAwait(false);
                    next = batches.MoveNextAsync().AsTask();
                    asked.Begin();
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

    private async Task<EvaluationTerm> BeginTermAsync(long epoch, CancellationToken cancellationToken)
    {
        var term = new EvaluationTerm(new MessageStamp(epoch), openedAt => Guid.CreateVersion7(openedAt).ToString("n"), NoteFailure, around.Parts)
        {
            IsConfigured = around.IsConfigured,
            Visibility = around.Visibility,
        };
        if (around.Journal is { } journal)
        {
            term.Resume(await journal.BeginTermAsync(term.Epoch, cancellationToken).ConfigureAwait(false), Now());
            around.JournalState.Recover();
        }

        return term;
    }

    private async Task EvaluateAsync(EvaluationTerm term, FeedBatch? batch, ProblemOrders? orders, CancellationToken cancellationToken)
    {
        var messages = Judge(term, batch, orders);
        var carriedOut = orders?.Commands ?? [];
        if (around.Journal is { } journal && (term.Changes.Count > 0 || carriedOut.Count > 0))
        {
            await journal.StoreAsync(term.Epoch, term.Changes, carriedOut, cancellationToken).ConfigureAwait(false);
        }

        if (messages.Count > 0)
        {
            Publish(messages);
        }

        if (term.Changes.Count > 0 || batch?.IsWhole == true)
        {
            metrics.NoteOpen(term.OpenProblems.CountBy(problem => problem.Kind).ToDictionary());
        }
    }

    private IReadOnlyList<SourceMessage> Judge(EvaluationTerm term, FeedBatch? batch, ProblemOrders? orders)
    {
        var started = time.GetTimestamp();
        if (orders is not null)
        {
            term.Obey(orders, Now());
        }

        var messages = batch is null ? term.Advance(Now()) : term.Take(batch, Now());
        metrics.Evaluated(time.GetElapsedTime(started));
        return messages;
    }

    private void Publish(IReadOnlyList<SourceMessage> messages)
    {
        outlet.Publish(FeedBatch.Of(messages));
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
