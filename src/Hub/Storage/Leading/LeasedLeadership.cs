using FlextMonitor.Collector.Leases;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Storage.Leading;

/// <summary>Several processes stand for one lease. The one that holds it leads; its term ends with the lease, once all work of the term has ended.</summary>
internal sealed class LeasedLeadership(ILeases leases, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LeasedLeadership> logger) : IEvaluatorLeadership
{
    /// <summary>The name of the lease.</summary>
    public const string Lease = "evaluator";

    private readonly Lock _gate = new();
    private readonly LeaseHolder _holder = new(Lease, leases, time, logger);
    private readonly List<Task> _working = [];
    private TaskCompletionSource<(LeaderTerm Term, Task Left)> _begun = New();

    public bool IsLeading => _holder.Epoch > 0;

    public bool IsShared => true;

    public string Leader => _holder.Holder;

    /// <summary>Stands for the lease until cancelled.</summary>
    public async Task StandAsync(CancellationToken cancellationToken)
    {
        // When the host is told to stop, connections are drained first. The lease need not wait for that.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await _holder.RunAsync(() => 0, LeadAsync, stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Released. This process stands for it no more, also while its connections are drained.
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task RunAsync(Func<LeaderTerm, Task> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (term, left) = await TermAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            await WorkAsync(work, term, cancellationToken).ConfigureAwait(false);

            // The term may have ended in this very call, before anybody could take it back.
            await left.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LeadAsync(long epoch, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = over.Token;
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _begun.TrySetResult((new LeaderTerm(epoch, over.Cancel, ended), left.Task));
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] working;
        lock (_gate)
        {
            _begun = New();
            working = [.. _working];
            _working.Clear();
        }

        left.SetResult();
        await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task<(LeaderTerm Term, Task Left)> TermAsync()
    {
        lock (_gate)
        {
            return _begun.Task;
        }
    }

    private async Task WorkAsync(Func<LeaderTerm, Task> work, LeaderTerm term, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(term.Ended, cancellationToken);
        Task working;
        lock (_gate)
        {
            if (term.Ended.IsCancellationRequested)
            {
                return;
            }

            working = Task.Run(() => work(term with { Ended = either.Token }), CancellationToken.None);
            _working.Add(working);
        }

        try
        {
            await working.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The term is over, or the host stops.
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TaskCompletionSource<(LeaderTerm Term, Task Left)> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
