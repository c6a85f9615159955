using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Exports.Api;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Reports;
using FlextMonitor.Hub.Exports.Schedules;
using FlextMonitor.Hub.Exports.Tables;
using FlextMonitor.Hub.Exports.Widgets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Exports;

/// <summary>Registers exports: what the pages show, as files.</summary>
public static class ExportsRegistration
{
    /// <summary>Adds them. They read what history, alerts, the audit trail, logs of runs and dashboards hold (AddHistory, AddAlerts, AddAudit, AddRunLogs, AddDashboards).</summary>
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<ExportOptions>(ExportOptions.Section);
        services.AddSingleton<IValidateOptions<ExportOptions>, ExportOptions.Validation>();
        services.AddSingleton<ExportPlaces>().AddSingleton(_ => new ExportTurns(Environment.ProcessorCount)).AddSingleton<RangeCoverage>();
        services.AddSingleton<RunsTable>().AddSingleton<HistoryTable>().AddSingleton<ProblemsTable>().AddSingleton<AuditTable>();
        services.AddSingleton<PeriodReport>().AddSingleton<IncidentReport>();
        return services.AddSchedules().AddWidgetDrawings();
    }

    private static IServiceCollection AddWidgetDrawings(this IServiceCollection services)
    {
        services.AddSingleton<DashboardReport>().AddSingleton<OpenProblems>().AddSingleton<FigureHistory>();
        services.AddSingleton<IWidgetDrawing, VerdictDrawing>().AddSingleton<IWidgetDrawing, AttentionDrawing>().AddSingleton<IWidgetDrawing, ProblemsDrawing>();
        services.AddSingleton<IWidgetDrawing, FleetDrawing>().AddSingleton<IWidgetDrawing, ComponentsDrawing>().AddSingleton<IWidgetDrawing, PipelinesDrawing>();
        services.AddSingleton<IWidgetDrawing, FigureDrawing>().AddSingleton<IWidgetDrawing, ChartDrawing>().AddSingleton<IWidgetDrawing, AvailabilityDrawing>();
        services.AddSingleton<IWidgetDrawing, RunsDrawing>().AddSingleton<IWidgetDrawing, TimelineDrawing>().AddSingleton<IWidgetDrawing, CalendarDrawing>();
        services.AddSingleton<IWidgetDrawing, DurationsDrawing>().AddSingleton<IWidgetDrawing, LogDrawing>();
        services.AddSingleton<IWidgetDrawing, TextDrawing>().AddSingleton<IWidgetDrawing, ClockDrawing>();
        return services;
    }

    /// <summary>Maps them. Each endpoint requires its role.</summary>
    public static void MapExports(this IEndpointRouteBuilder endpoints)
    {
        ExportEndpoints.MapExports(endpoints);
        endpoints.MapScheduledReports();
    }
}
