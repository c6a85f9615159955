using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Keys;

/// <summary>
/// Before anything is protected: moves keys from the data folder to the database, and makes the first key. Of several processes that start at once one makes it. With one each, none would know
/// the other's for a day.
/// </summary>
internal sealed partial class KeyPreparation(
    IDbContextFactory<AccessDbContext> store, KeyFiles files, IKeyRepository repository, IKeyManager keys, IOptions<KeyManagementOptions> options, TimeProvider time, ILogger<KeyPreparation> logger) : IHostedLifecycleService
{
    /// <summary>Added to the name of a file whose key is in the database. It would bring a key back that somebody removed there.</summary>
    public const string MovedSuffix = ".moved";

    /// <summary>Told apart from other locks of the database.</summary>
    private const long LockNumber = 0x466C_6578_744B_6579;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (repository is not KeyRows rows)
        {
            return;
        }

        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);

        // Keys are added over other connections meanwhile, so that no lock of their table would do.
        await context.Database.LimitLongIdleTransactionAsync(cancellationToken).ConfigureAwait(false);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockNumber})", cancellationToken).ConfigureAwait(false);
        await MoveAsync(context, rows, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        if (!keys.GetAllKeys().Any(key => !key.IsRevoked && key.ActivationDate <= now && key.ExpirationDate > now))
        {
            keys.CreateNewKey(now, now + options.Value.NewKeyLifetime);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MoveAsync(AccessDbContext context, KeyRows rows, CancellationToken cancellationToken)
    {
        var known = await context.Keys.Select(row => row.Name).ToHashSetAsync(cancellationToken).ConfigureAwait(false);
        var moved = 0;
        foreach (var (file, element) in files.Usable())
        {
            var name = Path.GetFileNameWithoutExtension(file.Name);
            if (known.Add(name))
            {
                rows.StoreElement(element, name);
                moved++;
            }

            Rename(file);
        }

        if (moved > 0)
        {
            Log.Moved(logger, moved, files.Folder);
        }
    }

    private void Rename(FileInfo file)
    {
        try
        {
            file.MoveTo(file.FullName + MovedSuffix, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotRenamed(logger, file.FullName, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2862, LogLevel.Information, "{Count} key(s) of {Folder} are in the database now, where all processes find them")]
        public static partial void Moved(ILogger logger, int count, string folder);

        [LoggerMessage(2863, LogLevel.Warning, "The key of {File} is in the database now, but the file cannot be renamed: {Reason}. Remove it; while it is there, the next start adds its key again")]
        public static partial void NotRenamed(ILogger logger, string file, string reason);
    }
}
