using FlextMonitor.Collector;
using FlextMonitor.Hub.Problems.Previews;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlextMonitor.Hub.Problems;

/// <summary>Registers the evaluator, which judges sources, pipelines and runs.</summary>
public static class ProblemsRegistration
{
    /// <summary>Adds the evaluator. Needs a feed with its outlet (AddMemoryFeed) and an IEpochIssuer (AddCollector).</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EvaluatorMetrics>();
        services.AddClusterSignals();
        services.AddSingleton<EvaluatorQuestions>().AddSingleton<SharedExplainer>().AddSingleton<IRuleExplainer>(provider => provider.GetRequiredService<SharedExplainer>())
            .AddSingleton<IUnseenRuns>(provider => provider.GetRequiredService<EvaluatorQuestions>()).AddSingleton<IRuleCheck, RuleCheck>().AddSingleton<IRulePreview, RulePreviews>();
        services.AddSingleton<JournalState>().AddSingleton<EvaluatorSurroundings>().AddSingleton<Evaluator>().AddSingleton<EvaluatorTerms>();
        services.AddSoleLeadership();
        services.AddHostedService<EvaluatorWorker>().AddHostedService(provider => provider.GetRequiredService<SharedExplainer>());
        services.AddSingleton<IEvaluatorProgress, EvaluatorHealthCheck>();
        services.AddHealthChecks().AddCheck<EvaluatorHealthCheck>("evaluator");
        return services;
    }
}
