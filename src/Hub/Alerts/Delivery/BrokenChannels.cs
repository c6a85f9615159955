using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>The channels that take no messages, each of which is a problem of the monitor.</summary>
internal sealed class BrokenChannels(IDbContextFactory<AlertsDbContext> store, TimeProvider time) : IMonitorConditions, IHostedService
{
    private volatile IReadOnlyList<MonitorCondition>? _current;

    public IReadOnlyList<string> Kinds { get; } = [ProblemKinds.ChannelBroken];

    public IReadOnlyList<MonitorCondition>? Current => _current;

    /// <summary>A channel takes no messages.</summary>
    public async Task NoteAsync(string id, string answer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Channels.Where(row => row.Id == id && row.BrokenSince == null)
            .ExecuteUpdateAsync(row => row.SetProperty(to => to.BrokenSince, now).SetProperty(to => to.BrokenBecause, answer), cancellationToken).ConfigureAwait(false);
        await ReloadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A channel takes messages.</summary>
    public async Task ForgetAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Channels.Where(row => row.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(to => to.BrokenSince, (DateTimeOffset?)null).SetProperty(to => to.BrokenBecause, (string?)null), cancellationToken).ConfigureAwait(false);
        await ReloadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads them from the store: at the start, and after each change of channels.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var broken = await context.Channels.AsNoTracking().Where(row => row.BrokenSince != null).ToListAsync(cancellationToken).ConfigureAwait(false);
        _current = [.. broken.Select(row => new MonitorCondition(ProblemKinds.ChannelBroken, row.Id, $"The channel {IsolatedText.Of(row.Name)} takes no messages", row.BrokenBecause, row.BrokenSince!.Value))];
    }

    public Task StartAsync(CancellationToken cancellationToken) => ReloadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
