using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Storage.Backup;
using FlextMonitor.Hub.Storage.Moving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Storage;

/// <summary>Registers the tables of a room, on SQLite or PostgreSQL as the settings say.</summary>
public static class StoreRegistration
{
    private static readonly TimeSpan HealthCheckLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds <see cref="IDbContextFactory{TContext}"/> and a scoped <typeparamref name="TContext"/>, migrates the tables at the start, and
    /// adds the store's health check. Hosted services that are registered later find the tables up to date. A room whose store is not essential does both
    /// itself (<see cref="IRoomStore{TContext}"/>).
    /// </summary>
    /// <typeparam name="TContext">The context that the room uses: its model.</typeparam>
    /// <typeparam name="TSqlite">The same model with the migrations for SQLite.</typeparam>
    /// <typeparam name="TPostgres">The same model with the migrations for PostgreSQL.</typeparam>
    /// <param name="services">Where to add them.</param>
    /// <param name="store">The database that holds the tables.</param>
    /// <param name="migrationsTable">The table of applied migrations. Each room needs one of its own, because several rooms may share a database.</param>
    public static IServiceCollection AddStore<TContext, TSqlite, TPostgres>(this IServiceCollection services, StoreName store, string migrationsTable)
        where TContext : DbContext
        where TSqlite : TContext
        where TPostgres : TContext
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(store);

        AddDatabase(services, store);
        services.TryAddSingleton(TimeProvider.System);
        AddDataDirectory(services);
        services.TryAddSingleton<StoreDatabases>();
        services.TryAddSingleton(provider => new StoreBackups(
            provider.GetRequiredService<StoreDatabases>(), provider.GetRequiredService<DataDirectory>(), provider.GetServices<StoreName>()));
        services.AddDbContextFactory<TSqlite>((provider, options) => DatabaseOf(provider, store).Configure(options, migrationsTable));
        services.AddDbContextFactory<TPostgres>((provider, options) => DatabaseOf(provider, store).Configure(options, migrationsTable));
        services.AddSingleton<IDbContextFactory<TContext>>(provider => DatabaseOf(provider, store) is SqliteDatabase
            ? new ProviderContextFactory<TContext, TSqlite>(provider.GetRequiredService<IDbContextFactory<TSqlite>>())
            : new ProviderContextFactory<TContext, TPostgres>(provider.GetRequiredService<IDbContextFactory<TPostgres>>()));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext());
        services.TryAddSingleton<StoreLocks>();
        services.AddSingleton(provider => new Store<TContext>(
            store,
            migrationsTable,
            DatabaseOf(provider, store),
            provider.GetRequiredService<StoreLocks>(),
            provider.GetRequiredService<IDbContextFactory<TContext>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Store<TContext>>>()));
        services.AddSingleton<IStore>(provider => provider.GetRequiredService<Store<TContext>>());
        services.AddSingleton<IRoomStore<TContext>>(provider => provider.GetRequiredService<Store<TContext>>());
        services.TryAddSingleton(provider => new StoreTables(provider.GetServices<IStore>()));
        services.TryAddSingleton(provider => new StoreMove(provider.GetServices<IStore>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoreMigrations>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PlainDatabaseWarning>());
        return services;
    }

    private static void AddDataDirectory(IServiceCollection services)
    {
        if (services.All(service => service.ServiceType != typeof(DataDirectory)))
        {
            services.AddSingleton<DataDirectory>();
            services.AddSingleton<DataFolderHealthCheck>();
            services.AddHealthChecks().AddCheck<DataFolderHealthCheck>("data-folder");
        }
    }

    private static StoreDatabase DatabaseOf(IServiceProvider provider, StoreName store) => provider.GetRequiredService<StoreDatabases>().Of(store);

    // Once for each database, however many rooms are in it.
    private static void AddDatabase(IServiceCollection services, StoreName store)
    {
        if (services.Any(service => store.Equals(service.ImplementationInstance)))
        {
            return;
        }

        services.AddSingleton(store);
        services.AddKnownSetting("ConnectionStrings", store.Name, store.Description);
        if (store.IsEssential)
        {
            services.AddHealthChecks().Add(new HealthCheckRegistration(
                store.HealthCheck, provider => new StoreHealthCheck(store, provider.GetServices<IStore>()), failureStatus: null, tags: null, HealthCheckLimit));
        }
    }
}
