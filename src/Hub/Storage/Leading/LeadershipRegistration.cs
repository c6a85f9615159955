using FlextMonitor.Collector.Cluster;
using FlextMonitor.Collector.Leases;
using FlextMonitor.Collector.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Storage.Leading;

/// <summary>Registers who leads.</summary>
public static class LeadershipRegistration
{
    /// <summary>Adds <see cref="IEvaluatorLeadership"/> for a process that is alone, unless it is added already.</summary>
    public static IServiceCollection AddSoleLeadership(this IServiceCollection services)
    {
        services.TryAddSingleton<IEvaluatorLeadership, SoleLeadership>();
        return services;
    }

    /// <summary>Adds <see cref="IEvaluatorLeadership"/> as the settings say: for a process that is alone, one of several, or one that never leads.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="leases">The store of the lease, for one of several.</param>
    public static IServiceCollection AddLeadership(this IServiceCollection services, Func<IServiceProvider, ILeases> leases)
    {
        services.AddSingleton<IEvaluatorLeadership>(provider => provider.GetRequiredService<IOptions<ClusterOptions>>().Value switch
        {
            { Roles: var roles } when !roles.HasFlag(ClusterRoles.Evaluator) => new NoLeadership(),
            { IsShared: true } => ActivatorUtilities.CreateInstance<LeasedLeadership>(provider, leases(provider)),
            _ => new SoleLeadership(),
        });
        services.AddSingleton<ILoneCollecting, LeaderCollects>();
        return services.AddHostedService<LeadershipWorker>();
    }
}
