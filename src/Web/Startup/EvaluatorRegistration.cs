using FlextMonitor.Hub.Cluster;
using FlextMonitor.Hub.Exports;

namespace FlextMonitor.Web.Startup;

/// <summary>Registers the evaluator: what remembers, what judges and what tells, and the files of what they know.</summary>
internal static class EvaluatorRegistration
{
    public static IServiceCollection AddEvaluator(this IServiceCollection services) => services.AddAlerts().AddAlertPush().AddProblems().AddHistory().AddRunLogs().AddExports().AddClusterStanding();

    /// <summary>Maps what they answer.</summary>
    public static void MapEvaluator(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHistory();
        endpoints.MapRunLogs();
        endpoints.MapAlerts();
        endpoints.MapExports();
        endpoints.MapCluster();
    }
}
