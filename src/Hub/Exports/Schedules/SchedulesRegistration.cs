using FlextMonitor.Hub.Alerts.Reports;
using FlextMonitor.Hub.Exports.Schedules.Api;
using FlextMonitor.Hub.Exports.Schedules.Storage;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>Registers reports that are made at their times.</summary>
internal static class SchedulesRegistration
{
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddStore<ReportsDbContext, SqliteReportsDbContext, PostgresReportsDbContext>(StoreName.Monitor, ReportsDbContext.MigrationsTable);
        services.AddSingleton<ScheduleStore>().AddSingleton<ReportFiles>().AddSingleton<IReportFiles>(provider => provider.GetRequiredService<ReportFiles>());
        services.AddSingleton<ScheduleCheck>().AddSingleton<ScheduleAnswers>();
        services.AddSingleton<ReportMaker>().AddSingleton<ScheduledReport>().AddSingleton<ReportSignal>();
        return services.AddHostedService<ReportRunner>();
    }

    public static void MapScheduledReports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSchedules();
        endpoints.MapReportFiles();
    }
}
