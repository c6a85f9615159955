using FlextMonitor.Collector.Cluster;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Cluster;

/// <summary><c>GET /api/cluster</c>: the processes of the installation, for administrators.</summary>
public static class ClusterEndpoint
{
    /// <summary>How long Redis and PostgreSQL may take together. What does not answer is left out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Adds what it answers with, the health check and the metrics. Needs AddCollector and AddAlerts.</summary>
    public static IServiceCollection AddClusterStanding(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<ClusterStanding>().AddSingleton<ClusterMetrics>().AddSingleton<ClusterHealthCheck>();
        services.AddHealthChecks().AddCheck<ClusterHealthCheck>("cluster");
        return services;
    }

    /// <summary>Maps it. It requires the role <see cref="Roles.Admin"/>.</summary>
    public static void MapCluster(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Routes.Cluster, AnswerAsync)
            .RequireRole(Roles.Admin)
            .WithTags("Cluster").WithSummary("The processes of the installation")
            .WithDescription("Each process with its roles and release, who watches which daemon, who evaluates, and what does not fit together.")
            .Produces<ClusterResponse>().ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Ok<ClusterResponse>> AnswerAsync(
        ClusterNodes nodes, ClusterStanding standing, CollectorLeases collectors, IEnumerable<IEvaluatorLeaseReader> evaluators, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return TypedResults.Ok(new ClusterResponse(
            nodes.IsShared,
            nodes.Own.Id,
            nodes.IsRedisAway,
            [.. standing.Findings.Select(ClusterFindingResponse.Of)],
            [.. nodes.All.Select(ClusterNodeResponse.Of)],
            nodes.IsShared ? await LeasesAsync(collectors, evaluators, either.Token).ConfigureAwait(false) : []));
    }

    private static async Task<IReadOnlyList<ClusterLeaseResponse>> LeasesAsync(CollectorLeases collectors, IEnumerable<IEvaluatorLeaseReader> evaluators, CancellationToken limit)
    {
        var leases = new List<ClusterLeaseResponse>();
        foreach (var evaluator in evaluators)
        {
            if (await TryAsync(() => evaluator.ReadAsync(limit)).ConfigureAwait(false) is { } lease)
            {
                leases.Add(ClusterLeaseResponse.OfEvaluator(lease));
            }
        }

        var watching = await TryAsync(() => collectors.ReadAsync(limit)).ConfigureAwait(false);
        return [.. leases, .. (watching ?? []).Select(ClusterLeaseResponse.OfCollector)];
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It took too long, or the caller has gone.
            return null;
        }
    }
}
