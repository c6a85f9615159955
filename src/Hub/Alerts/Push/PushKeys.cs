using System.Security.Cryptography;
using System.Text;
using FlextMonitor.Hub.Alerts.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Alerts.Push;

/// <summary>Keeps the keys by which push services know this monitor again. They are made at the first use and stored encrypted.</summary>
internal sealed partial class PushKeys(IDbContextFactory<AlertsDbContext> store, IDataProtectionProvider protection, TimeProvider time, ILogger<PushKeys> logger)
{
    private readonly IPersistedDataProtector _protector = (IPersistedDataProtector)protection.CreateProtector("FlextMonitor.PushKeys");

    /// <summary>The keys. If the stored ones cannot be decrypted any more, new ones take their place, and every browser has to subscribe again.</summary>
    public async Task<PushKeyPair> FindAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        if (await context.PushKeys.AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return await CreateAsync(context, cancellationToken).ConfigureAwait(false);
        }

        if (TryRead(row) is { } keys)
        {
            return keys;
        }

        LogLost();
        await context.PushSubscriptions.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await context.PushKeys.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return await CreateAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PushKeyPair> CreateAsync(AlertsDbContext context, CancellationToken cancellationToken)
    {
        var keys = PushKeyPair.Create();
        var row = new PushKeyRow { PublicKey = keys.PublicKey, PrivateKey = Convert.ToBase64String(_protector.Protect(Encoding.UTF8.GetBytes(keys.PrivateKey))), CreatedAt = time.GetUtcNow() };
        context.PushKeys.Add(row);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return keys;
        }
        catch (DbUpdateException)
        {
            // Another process has made them meanwhile.
            context.ChangeTracker.Clear();
            if (await context.PushKeys.AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false) is { } other && TryRead(other) is { } others)
            {
                return others;
            }

            throw;
        }
    }

    private PushKeyPair? TryRead(PushKeyRow row)
    {
        try
        {
            // Keys expire, and what they have encrypted must stay readable.
            var bytes = _protector.DangerousUnprotect(Convert.FromBase64String(row.PrivateKey), ignoreRevocationErrors: true, out _, out _);
            return new PushKeyPair(row.PublicKey, Encoding.UTF8.GetString(bytes));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    [LoggerMessage(2521, LogLevel.Warning, "The keys for push notifications cannot be decrypted any more. New ones were made: every browser has to subscribe again.")]
    private partial void LogLost();
}
