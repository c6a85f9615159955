using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>The messages that a subscriber receives when a source goes down, and when the last of them arrived.</summary>
internal sealed record Fallback(SourceStatus Status, DashboardStats Stats, HealthStatus Health, long At)
{
    /// <summary>Waits for the fallback of a source.</summary>
    public static async Task<Fallback> ReceiveAsync(HubSubscriber subscriber, string source)
    {
        SourceStatus? status = null;
        DashboardStats? stats = null;
        HealthStatus? health = null;
        while (status is null || stats is null || health is null)
        {
            var message = await subscriber.NextAsync<SourceMessage>(message => message.Source == source);
            status = message as SourceStatus is { State: SourceState.Down } down ? down : status;
            stats = message as DashboardStats is { Fallback: true } zeros ? zeros : stats;
            health = message as HealthStatus is { Fallback: true } unknown ? unknown : health;
        }

        return new Fallback(status, stats, health, TimeProvider.System.GetTimestamp());
    }

    /// <summary>Asserts the values that the contract requires for a daemon that was live before.</summary>
    public void ShouldBeComplete(string address)
    {
        Status.Error.ShouldNotBeNull().ShouldStartWith("Unable to connect to FLEXT daemon: ");
        Status.Error.ShouldContain(address);
        Stats.Error.ShouldBe(Status.Error);
        Stats.LastKnown.ShouldNotBeNull();
        ((double?[])[
            Stats.ActivePipelines, Stats.TotalExecutions, Stats.SuccessRate, Stats.UptimeSeconds, Stats.CpuUsage, Stats.MemoryUsage, Stats.ActiveConnections,
        ]).ShouldAllBe(figure => figure == 0);
        Health.Error.ShouldBe(Status.Error);
        Health.Healthy.ShouldBeFalse();
        Health.Components.ShouldBeEmpty();
        Health.LastKnown.ShouldNotBeNull();
    }
}
