using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Storage.Leading;

namespace FlextMonitor.Hub.Problems;

/// <summary>Runs one term of the evaluator after the other. A term ends when its changes cannot be stored; the next one begins after a while, from what is stored.</summary>
internal sealed class EvaluatorTerms(Evaluator evaluator, JournalState state, TimeProvider time)
{
    /// <summary>The longest wait before the next term.</summary>
    public static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(250);

    /// <summary>Evaluates until the leader's term ends. Where that has an epoch, a failure ends it: a new term of the evaluator needs a new epoch.</summary>
    public async Task RunAsync(LeaderTerm leading)
    {
        if (leading.Epoch is not { } epoch)
        {
            await RunAsync(leading.Ended).ConfigureAwait(false);
            return;
        }

        try
        {
            await evaluator.RunAsync(epoch, leading.Ended).ConfigureAwait(false);
        }
        catch (JournalUnavailableException failure)
        {
            state.Fail(failure);
        }
        finally
        {
            leading.GiveUp();
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var backOff = new BackOff(FirstBackOff, LongestBackOff);
        while (true)
        {
            var began = time.GetTimestamp();
            try
            {
                await evaluator.RunAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (JournalUnavailableException failure)
            {
                state.Fail(failure);
                if (time.GetElapsedTime(began) > LongestBackOff)
                {
                    backOff.Reset();
                }
            }

            await Task.Delay(backOff.Next(), time, cancellationToken).ConfigureAwait(false);
        }
    }
}
