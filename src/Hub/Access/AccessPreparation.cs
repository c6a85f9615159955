using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Before anything listens: brings the store up to date and creates the first administrator that the settings name.</summary>
internal sealed partial class AccessPreparation(
    IServiceProvider services, IOptions<AdminOptions> admin, AccessStore store, TimeProvider time, ILogger<AccessPreparation> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan MigrationLimit = TimeSpan.FromMinutes(2);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await MigrateAsync(scope.ServiceProvider.GetRequiredService<AccessDbContext>(), cancellationToken).ConfigureAwait(false);
        store.CloseToOthers();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        await accounts.EnsureRolesAsync().ConfigureAwait(false);
        if (admin.Value.IsSet)
        {
            await CreateAdministratorAsync(accounts).ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CreateAdministratorAsync(Accounts accounts)
    {
        if (await accounts.HasAdministratorAsync().ConfigureAwait(false))
        {
            Log.AdministratorIsThere(logger);
            return;
        }

        var created = await accounts.CreateAdministratorAsync(admin.Value.Email!, admin.Value.Password!).ConfigureAwait(false);
        if (!created.Succeeded)
        {
            throw new OptionsValidationException(
                AdminOptions.Section,
                typeof(AdminOptions),
                created.Errors.Select(error => $"{AdminOptions.Section}:{Accounts.FieldOf(error)} cannot be that of the administrator: {error.Description}"));
        }
    }

    private async Task MigrateAsync(AccessDbContext context, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(MigrationLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Only what is pending: migrating takes a lock in the database even for nothing, and a killed process leaves it there.
            if ((await context.Database.GetPendingMigrationsAsync(either.Token).ConfigureAwait(false)).Any())
            {
                await context.Database.MigrateAsync(either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw Unusable($"its tables could not be brought up to date within {MigrationLimit.TotalSeconds:0} s; if no other process does that now, delete the row of __EFMigrationsLock");
        }
        catch (Exception exception) when (exception is SqliteException or ArgumentException or IOException)
        {
            throw Unusable(exception.Message.ReplaceLineEndings(" "));
        }
    }

    // Without what the setting holds, which may be a password.
    private OptionsValidationException Unusable(string cause) => new(
        AccessStore.Key,
        typeof(AccessStore),
        [$"{store.Origin} must be a SQLite database that can be written, but {cause}"]);

    private static partial class Log
    {
        [LoggerMessage(2061, LogLevel.Information, "Admin:Email and Admin:Password have no effect: the store has an administrator already, who keeps the password that was set then")]
        public static partial void AdministratorIsThere(ILogger logger);
    }
}
