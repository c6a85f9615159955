using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Audit;

/// <summary>Registers the audit trail.</summary>
public static class AuditRegistration
{
    private const string MigrationsTable = "__AuditMigrationsHistory";

    /// <summary>Adds it, with its tables in the store of people.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddLogOnlyAudit();
        services.AddSettings<AuditOptions>(AuditOptions.Section);
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptions.Validation>();
        services.AddStore<AuditDbContext, SqliteAuditDbContext, PostgresAuditDbContext>(StoreName.Monitor, MigrationsTable);
        services.AddSingleton<AuditQueue>().AddSingleton<AuditAppender>().AddSingleton<RefusalLimit>().AddSingleton<AuditTrail>();
        services.Replace(ServiceDescriptor.Singleton<IAuditTrail>(provider => provider.GetRequiredService<AuditTrail>()));
        services.AddSingleton(provider => new AuditReader(provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(), provider.GetRequiredService<AuditTrail>()));
        services.AddSingleton(provider => new AuditVerifier(provider.GetRequiredService<IDbContextFactory<AuditDbContext>>()));
        services.AddSingleton<AuditState>().AddHealthChecks().AddCheck<AuditState>("audit");

        // Stopped in reverse order: the writer stores what the summaries add at the end.
        services.AddHostedService<AuditWriter>().AddHostedService<RefusalSummaries>();
        services.AddSingleton<AuditRetention>().AddHostedService(provider => provider.GetRequiredService<AuditRetention>());
        return services;
    }

    /// <summary>Adds a trail that goes to the log alone, unless there is one. <see cref="AddAudit"/> replaces it.</summary>
    public static IServiceCollection AddLogOnlyAudit(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<IAuditTrail, LogOnlyTrail>();
        return services;
    }
}
