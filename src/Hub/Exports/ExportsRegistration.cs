using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Exports.Api;
using FlextMonitor.Hub.Exports.Reports;
using FlextMonitor.Hub.Exports.Tables;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Exports;

/// <summary>Registers exports: what the pages show, as files.</summary>
public static class ExportsRegistration
{
    /// <summary>Adds them. They read what history, alerts and the audit trail hold (AddHistory, AddAlerts, AddAudit).</summary>
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<ExportOptions>(ExportOptions.Section);
        services.AddSingleton<IValidateOptions<ExportOptions>, ExportOptions.Validation>();
        services.AddSingleton<ExportPlaces>().AddSingleton<RangeCoverage>();
        services.AddSingleton<RunsTable>().AddSingleton<HistoryTable>().AddSingleton<ProblemsTable>().AddSingleton<AuditTable>();
        services.AddSingleton<PeriodReport>().AddSingleton<IncidentReport>();
        return services;
    }

    /// <summary>Maps them. Each endpoint requires its role.</summary>
    public static void MapExports(this IEndpointRouteBuilder endpoints) => ExportEndpoints.MapExports(endpoints);
}
