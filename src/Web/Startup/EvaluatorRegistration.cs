namespace FlextMonitor.Web.Startup;

/// <summary>Registers the evaluator: what remembers, what judges and what tells.</summary>
internal static class EvaluatorRegistration
{
    public static IServiceCollection AddEvaluator(this IServiceCollection services) => services.AddAlerts().AddAlertPush().AddProblems().AddHistory();

    /// <summary>Maps what they answer.</summary>
    public static void MapEvaluator(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHistory();
        endpoints.MapAlerts();
    }
}
