using FlextMonitor.Collector;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Delivery;
using FlextMonitor.Hub.Alerts.Push;
using FlextMonitor.Hub.Alerts.Reports;
using FlextMonitor.Hub.Alerts.Rules;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
        services.AddClusterSignals();
        services.AddSingleton<EvaluatorLeases>().AddSingleton<IEvaluatorLeaseReader>(provider => provider.GetRequiredService<EvaluatorLeases>()).AddLeadership(provider => provider.GetRequiredService<EvaluatorLeases>());
        services.AddSingleton<AlertsStoreGuard>().AddSingleton<CarriedOutCommands>();
        services.AddSingleton<IProblemJournal, ProblemJournal>();
        services.AddSingleton<ProblemCommands>().AddSingleton<IProblemCommands>(provider => provider.GetRequiredService<ProblemCommands>());
        services.TryAddSingleton(new BuiltIns(BuiltInRules.All));
        services.AddSingleton<StoredRules>().AddSingleton<IRuleSource>(provider => provider.GetRequiredService<StoredRules>()).AddHostedService<RuleLoading>().AddHostedService<AlertSignals>();
        services.AddSingleton<AlertSources>().AddAlertChannels().AddDelivery();
        services.AddSingleton(provider => new ProblemReader(provider.GetRequiredService<IDbContextFactory<AlertsDbContext>>()));
        services.AddSingleton<ProblemRetention>().AddHostedService(provider => provider.GetRequiredService<ProblemRetention>());
        return services;
    }

    private static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddOptions<PublicAddress.Options>();
        services.TryAddSingleton<PublicAddress>();
        services.AddDataProtection();
        services.AddSingleton<OutboxSignals>().AddSingleton<OutboxProgress>().AddSingleton<DeliveryMetrics>().AddSingleton<DeliveriesUnderWay>();
        services.AddSingleton<IProblemChangeListener, AnnouncementPlanner>();
        services.AddSingleton<AlertLinks>().AddSingleton<UnseenReports>().AddSingleton<MessageWriter>().AddSingleton<Announcer>().AddSingleton<DeliverySender>();
        services.AddSingleton<BrokenChannels>().AddSingleton<IMonitorConditions>(provider => provider.GetRequiredService<BrokenChannels>())
            .AddHostedService(provider => provider.GetRequiredService<BrokenChannels>());
        services.TryAddSingleton<IReportFiles, NoReportFiles>();
        services.AddSingleton(provider => new ReportOutbox(
            provider.GetRequiredService<IDbContextFactory<AlertsDbContext>>(), provider.GetServices<IAlertChannel>(), provider.GetRequiredService<AlertLinks>(), provider.GetRequiredService<OutboxSignals>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<Outbox>().AddSingleton<HeartbeatSender>().AddHostedService(provider => provider.GetRequiredService<HeartbeatSender>());
        services.AddSingleton<IValidateOptions<AlertOptions>, AlertOptionsValidation>();
        services.AddHealthChecks().AddCheck<OutboxHealthCheck>("alerts");
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
        endpoints.MapChannelDeliveries();
        endpoints.MapAlertRoutes();
        endpoints.MapSilences();
        endpoints.MapPush();
    }
}
