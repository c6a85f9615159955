using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Brings the store in line with the settings, before anything listens: creates the first administrator that they name, and forgets the tokens of a provider that they do not name any more.</summary>
internal sealed partial class AccessPreparation(IServiceScopeFactory scopes, IOptions<AdminOptions> admin, IOptions<OidcOptions> oidc, IAuditTrail audit, ILogger<AccessPreparation> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!oidc.Value.IsSet)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ProviderSessions>().RemoveAllAsync(cancellationToken).ConfigureAwait(false);
        }

        if (admin.Value.IsSet)
        {
            await using var scope = scopes.CreateAsyncScope();
            await CreateAdministratorAsync(scope.ServiceProvider.GetRequiredService<Accounts>()).ConfigureAwait(false);
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
            Log.AdministratorExists(logger);
            return;
        }

        var created = await accounts.CreateAdministratorAsync(admin.Value.Email!, admin.Value.Password!).ConfigureAwait(false);
        if (created.Succeeded)
        {
            await audit.StoreAsync(new AuditEvent(AuditActions.SetUp, AdminOptions.Section, AuditOutcome.Done) { Subject = admin.Value.Email }, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        // Another process that starts may have created one in the meantime.
        if (!await accounts.HasAdministratorAsync().ConfigureAwait(false))
        {
            throw new OptionsValidationException(
                AdminOptions.Section,
                typeof(AdminOptions),
                created.Errors.Select(error => $"{AdminOptions.Section}:{Accounts.FieldOf(error)} cannot be that of the administrator: {error.Description}"));
        }

        Log.AdministratorExists(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(2061, LogLevel.Information, "Admin:Email and Admin:Password have no effect: the store has an administrator already, who keeps the password that was set then")]
        public static partial void AdministratorExists(ILogger logger);
    }
}
