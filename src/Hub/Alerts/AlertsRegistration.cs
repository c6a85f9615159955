using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Rules;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlextMonitor.Hub.Alerts;

/// <summary>Registers the memory of problems, and what is told of them.</summary>
public static class AlertsRegistration
{
    /// <summary>Adds it, with its tables in the store of people. Needs the evaluator (AddProblems).</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddStore<AlertsDbContext, SqliteAlertsDbContext, PostgresAlertsDbContext>(StoreName.Monitor, AlertsDbContext.MigrationsTable);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<CarriedOutCommands>();
        services.AddSingleton<IProblemJournal, ProblemJournal>();
        services.AddSingleton<ProblemCommands>().AddSingleton<IProblemCommands>(provider => provider.GetRequiredService<ProblemCommands>());
        services.TryAddSingleton(new BuiltIns(BuiltInRules.All));
        services.AddSingleton<StoredRules>().AddSingleton<IRuleSource>(provider => provider.GetRequiredService<StoredRules>()).AddHostedService<RuleLoading>();
        services.AddSingleton<AlertSources>().AddSingleton<ProblemReader>().AddAlertChannels();
        services.AddSingleton<ProblemRetention>().AddHostedService(provider => provider.GetRequiredService<ProblemRetention>());
        return services;
    }

    /// <summary>Maps problems, and what people set for being told of them. Each endpoint requires its role.</summary>
    public static void MapAlerts(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapProblems();
        endpoints.MapAcknowledgements();
        endpoints.MapRules();
        endpoints.MapRuleQuestions();
        endpoints.MapChannels();
        endpoints.MapChannelTest();
        endpoints.MapAlertRoutes();
        endpoints.MapSilences();
    }
}
