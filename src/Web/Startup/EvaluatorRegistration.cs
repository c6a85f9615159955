namespace FlextMonitor.Web.Startup;

/// <summary>Registers the evaluator: what remembers and what judges.</summary>
internal static class EvaluatorRegistration
{
    public static IServiceCollection AddEvaluator(this IServiceCollection services) => services.AddProblems().AddHistory();
}
