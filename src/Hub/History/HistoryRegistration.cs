using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.History.Api;
using FlextMonitor.Hub.History.Backfill;
using FlextMonitor.Hub.History.Past;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Previews;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History;

/// <summary>Registers history: figures in tiers, runs and state changes.</summary>
public static class HistoryRegistration
{
    /// <summary>Adds it. Needs a feed (AddMemoryFeed), the source catalog and the calls of daemons (AddCollector).</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<HistoryOptions>().ValidateOnStart();
        services.AddSingleton<HistoryOptionsSetup>();
        services.AddSingleton<IConfigureOptions<HistoryOptions>>(provider => provider.GetRequiredService<HistoryOptionsSetup>());
        services.AddSingleton<IValidateOptions<HistoryOptions>>(provider => provider.GetRequiredService<HistoryOptionsSetup>());
        services.AddKnownSetting(HistoryOptions.Section, nameof(HistoryOptions.MaxBytes), HistoryOptionsSetup.MaxBytesDescription);
        services.AddKnownList(HistoryOptionsSetup.TiersSection, HistoryOptionsSetup.TierKeys);
        services.AddStore<HistoryDbContext, SqliteHistoryDbContext, PostgresHistoryDbContext>(StoreName.History, HistoryDbContext.MigrationsTable);
        services.AddSingleton<HistoryState>().AddSingleton<HistoryMetrics>().AddSingleton<HistoryRecorder>().AddSingleton<KeptSince>().AddSingleton<HistoryStore>().AddSingleton<StandbyHistory>().AddSingleton<HistoryWriter>().AddSingleton<Retention>();
        services.AddReaders();
        services.AddSingleton<PastOfSources>().AddSingleton<ISourcePast>(provider => provider.GetRequiredService<PastOfSources>());
        services.AddSingleton<BackfillStore>().AddSingleton<SourceBackfills>();
        services.AddSoleLeadership();
        services.AddHostedService<HistoryWorker>();
        services.AddSingleton<IMonitorConditions, HistoryConditions>().AddSingleton<IRulePast, PastOfRules>();
        services.AddHealthChecks().AddCheck<HistoryHealthCheck>("history");
        return services;
    }

    // Those that other rooms use have no public constructor, which would show what is this room's own.
    private static void AddReaders(this IServiceCollection services)
    {
        services.AddSingleton<BucketReader>().AddSingleton<OutcomeReader>();
        services.AddSingleton(provider => new PipelineReader(provider.GetRequiredService<IFeedReader>(), provider.GetRequiredService<IDbContextFactory<HistoryDbContext>>()));
        services.AddSingleton(provider => new HistorySources(provider.GetRequiredService<ISourceCatalog>(), provider.GetRequiredService<HistoryRecorder>()));
        services.AddSingleton(provider => new HistoryReader(
            provider.GetRequiredService<BucketReader>(),
            provider.GetRequiredService<HistoryRecorder>(),
            provider.GetRequiredService<HistoryState>(),
            provider.GetRequiredService<IRoomStore<HistoryDbContext>>(),
            provider.GetRequiredService<IEvaluatorLeadership>(),
            provider.GetRequiredService<KeptSince>(),
            provider.GetRequiredService<IOptions<HistoryOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new RunSearch(provider.GetRequiredService<IDbContextFactory<HistoryDbContext>>()));
        services.AddSingleton(provider => new HistoryAnswers(
            provider.GetRequiredService<IRoomStore<HistoryDbContext>>(), provider.GetRequiredService<HistoryState>(), provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Maps what history answers. It requires the role <see cref="Access.Roles.Viewer"/>.</summary>
    public static void MapHistory(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFigures();
        endpoints.MapRuns();
        endpoints.MapRunOutcomes();
        endpoints.MapPipelines();
        endpoints.MapHistoryState();
    }
}
