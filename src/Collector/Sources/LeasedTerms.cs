using System.Collections.Concurrent;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Collector.Leases;
using FlextMonitor.Contracts;
using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Collector.Sources;

/// <summary>Several processes watch the sources, each source in one process at a time: the one that holds its lease.</summary>
internal sealed class LeasedTerms(
    ILeases leases, LoneTerms lone, MemoryFeed read, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LeasedTerms> logger) : ITermPolicy
{
    private readonly ConcurrentDictionary<string, LeaseHolder> _holders = new(StringComparer.Ordinal);

    /// <summary>The leases, by source.</summary>
    public IReadOnlyDictionary<string, LeaseHolder> Holders => _holders;

    public Task PrepareAsync(SourceWatcher watcher, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task RunAsync(SourceWatcher watcher, CancellationToken cancellationToken)
    {
        var source = watcher.Context.Daemon.Name;
        var holder = _holders.GetOrAdd(source, _ => new LeaseHolder(source, leases, time, logger));

        // When the host is told to stop, services stop one after the other, and connections are drained first. The lease need not wait for that.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var turn = new SemaphoreSlim(1, 1);
        var leased = new SupervisedLoop(
            $"The lease of {source}", token => holder.RunAsync(() => NewestEpoch(source), (epoch, term) => RunTermAsync(watcher, turn, epoch, term), token), new(), time, logger);
        var alone = new SupervisedLoop($"The watching of {source} without a lease", token => lone.RunAsync(watcher, turn, token), new(), time, logger);
        await Task.WhenAll(leased.RunAsync(stopping.Token), alone.RunAsync(stopping.Token)).ConfigureAwait(false);
    }

    private static async Task RunTermAsync(SourceWatcher watcher, SemaphoreSlim turn, long epoch, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await watcher.BeginTermAsync(epoch, cancellationToken).ConfigureAwait(false);
            await watcher.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (FeedUnavailableException)
        {
            // What the source published last cannot be read, so the term cannot begin. The lease is released and taken again.
        }
        finally
        {
            watcher.EndTerm();
            turn.Release();
        }
    }

    private long NewestEpoch(string source) => read.GetHeld(source).Where(message => !MessageDescriptors.Of(message).IsJudgement).Select(message => message.Epoch).DefaultIfEmpty(0).Max();
}
