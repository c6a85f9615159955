using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Looks every few seconds for sessions that a provider began, and that are to be confirmed.</summary>
internal sealed class ProviderConfirmation(
    ProviderSessions confirmations,
    ProviderMetadata metadata,
    SessionConfirmation confirmation,
    ConfirmationFailures failures,
    TimeProvider time,
    ILogger<ProviderConfirmation> logger) : SupervisedService
{
    /// <summary>The time from one round to the next.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    private const int AtOnce = 16;

    /// <summary>The name of the provider itself among what fails.</summary>
    private const string Provider = "";

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => [new("The confirmation of rights by the provider", RunAsync, new(), time, logger)];

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            var due = await confirmations.FindDueAsync(cancellationToken).ConfigureAwait(false);

            // Once for all, because questions for the metadata wait for each other while there is no answer.
            if (due.Count > 0 && await TryAsync(Provider, () => metadata.GetAsync(cancellationToken)).ConfigureAwait(false))
            {
                // The loop ends between sessions only: a question under way goes on.
                var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
                await Parallel.ForEachAsync(due, options, async (session, _) => await TryAsync(session.SessionId, () => confirmation.RunAsync(session)).ConfigureAwait(false)).ConfigureAwait(false);
            }

            failures.Forget();
        }
    }

    private async Task<bool> TryAsync(string subject, Func<Task> ask)
    {
        try
        {
            await ask().ConfigureAwait(false);
            failures.Remove(subject);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Also what is not the provider's fault: it must not end the questions for other sessions, whose tokens are good once.
            failures.Add(subject, failure);
            return false;
        }
    }
}
