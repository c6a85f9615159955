using System.Threading.Channels;

namespace FlextMonitor.Hub.Problems;

/// <summary>Reads the past of sources beside the feed. The evaluator waits for it a moment at the start of a term, and never again.</summary>
internal sealed class PastReading
{
    /// <summary>How long a term waits for the past before it judges without: a store may be locked, or its server away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Channel<IReadOnlyList<SourcePast>> _read = Channel.CreateUnbounded<IReadOnlyList<SourcePast>>();
    private Task _reading = Task.CompletedTask;

    private PastReading()
    {
    }

    /// <summary>Begins to read, and waits until the first answer is there.</summary>
    /// <param name="past">Where to read; null if nothing keeps the past.</param>
    /// <param name="time">The clock of the wait.</param>
    /// <param name="report">Is told if the reading fails. What was read until then stays.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<PastReading> BeginAsync(ISourcePast? past, TimeProvider time, Action<Exception> report, CancellationToken cancellationToken)
    {
        var reading = new PastReading();
        if (past is not null)
        {
            reading._reading = reading.ReadAsync(past, report, cancellationToken);
            Task first = reading._read.Reader.WaitToReadAsync(cancellationToken).AsTask();
            await first.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return reading;
    }

    /// <summary>What was read since this was last called; perhaps empty.</summary>
    public IEnumerable<SourcePast> Take()
    {
        while (_read.Reader.TryRead(out var pasts))
        {
            foreach (var past in pasts)
            {
                yield return past;
            }
        }
    }

    /// <summary>Completes when the reading has ended, after it was cancelled.</summary>
    public async Task EndAsync() => await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // Whatever is wrong with the past, the present must be judged.
    private async Task ReadAsync(ISourcePast past, Action<Exception> report, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var pasts in past.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                await _read.Writer.WriteAsync(pasts, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            report(exception);
        }
        finally
        {
            _read.Writer.Complete();
        }
    }
}
