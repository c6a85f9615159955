using System.Security.Cryptography;
using FlextMonitor.Hub.Access.Passwords;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Factors;

/// <summary>The second factor of people: an authenticator app, and recovery codes for a person who lost it.</summary>
internal sealed partial class SecondFactor(
    IDbContextFactory<AccessDbContext> store,
    IDataProtectionProvider protection,
    RightsChanges changes,
    IOptions<AccessOptions> options,
    TimeProvider time,
    ILogger<SecondFactor> logger)
{
    /// <summary>How many recovery codes a person gets.</summary>
    public const int RecoveryCodes = 10;

    private readonly IPersistedDataProtector _protector = (IPersistedDataProtector)protection.CreateProtector("FlextMonitor.AuthenticatorApp");

    /// <summary>Makes a secret for an authenticator app. One that is in use stays so until <see cref="ConfirmAsync"/>.</summary>
    public async Task<byte[]> BeginAsync(string personId, CancellationToken cancellationToken)
    {
        var secret = AuthenticatorCodes.CreateSecret();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var app = await context.Apps.SingleOrDefaultAsync(app => app.UserId == personId, cancellationToken).ConfigureAwait(false);
        if (app is null)
        {
            context.Apps.Add(app = new AuthenticatorApp { UserId = personId });
        }

        app.PendingSecret = _protector.Protect(secret);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return secret;
    }

    /// <summary>Puts the secret into use that was made last, if the code is one of it. The session that sent it has proved both factors then.</summary>
    /// <returns>New recovery codes; <c>null</c> if the code is wrong or no secret waits for one.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(string personId, string sessionId, string code)
    {
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        var app = await context.Apps.SingleOrDefaultAsync(app => app.UserId == personId, CancellationToken.None).ConfigureAwait(false);
        if (app?.PendingSecret is null || Read(app.PendingSecret) is not { } pending || Match(pending.Secret, code, lastStep: 0) is not { } step)
        {
            return null;
        }

        (app.Secret, app.PendingSecret, app.LastStep) = (app.PendingSecret, null, step);
        var person = await context.Users.SingleAsync(person => person.Id == personId, CancellationToken.None).ConfigureAwait(false);
        (person.TwoFactorEnabled, person.ConcurrencyStamp) = (true, PasswordWrites.NewStamp());
        var session = await context.Sessions.SingleOrDefaultAsync(session => session.Id == sessionId, CancellationToken.None).ConfigureAwait(false);
        if (session is not null && !SignInMethods.HasTwoFactors(session.Method))
        {
            session.Method = SignInMethods.TwoFactor;
        }

        var codes = await ReplaceRecoveryCodesAsync(context, personId).ConfigureAwait(false);
        changes.Announce();
        return codes;
    }

    /// <summary>Makes new recovery codes; earlier ones become invalid.</summary>
    /// <returns>The codes; <c>null</c> if the person uses no authenticator app.</returns>
    public async Task<IReadOnlyList<string>?> RenewRecoveryCodesAsync(string personId)
    {
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        return await context.Users.AnyAsync(person => person.Id == personId && person.TwoFactorEnabled, CancellationToken.None).ConfigureAwait(false)
            ? await ReplaceRecoveryCodesAsync(context, personId).ConfigureAwait(false)
            : null;
    }

    /// <summary>Uses up a code of the app or a recovery code.</summary>
    /// <returns>Whether it was right. Of two requests with the same code one gets <c>false</c>.</returns>
    public async Task<bool> TryUseAsync(string personId, string code)
    {
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        return await TryUseAppAsync(context, personId, code.Trim()).ConfigureAwait(false)
            || await TryUseRecoveryCodeAsync(context, personId, code).ConfigureAwait(false);
    }

    /// <summary>Takes the second factor away, with its recovery codes.</summary>
    public async Task RemoveAsync(string personId)
    {
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
        await context.RemoveSecondFactorAsync(personId).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        changes.Announce();
    }

    /// <summary>Whether a person uses an authenticator app, and how many recovery codes are left.</summary>
    public async Task<(bool IsEnabled, int RecoveryCodesLeft)> FindAsync(string personId, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var isEnabled = await context.Users.AnyAsync(person => person.Id == personId && person.TwoFactorEnabled, cancellationToken).ConfigureAwait(false);
        return (isEnabled, await context.RecoveryCodes.CountAsync(code => code.UserId == personId, cancellationToken).ConfigureAwait(false));
    }

    private async Task<bool> TryUseAppAsync(AccessDbContext context, string personId, string code)
    {
        var app = await context.Apps.AsNoTracking().SingleOrDefaultAsync(app => app.UserId == personId, CancellationToken.None).ConfigureAwait(false);
        if (app?.Secret is null || Read(app.Secret) is not { } read || Match(read.Secret, code, app.LastStep) is not { } step)
        {
            return false;
        }

        // Renewed with the key of today, so that it outlives the key, and the certificate, with which it was first encrypted.
        var secret = read.IsOld ? _protector.Protect(read.Secret) : app.Secret;
        return await context.Apps.Where(stored => stored.UserId == personId && stored.LastStep < step)
            .ExecuteUpdateAsync(stored => stored.SetProperty(entity => entity.LastStep, step).SetProperty(entity => entity.Secret, secret), CancellationToken.None).ConfigureAwait(false) > 0;
    }

    private long? Match(byte[] secret, string code, long lastStep) => AuthenticatorCodes.Match(secret, code, lastStep, time.GetUtcNow(), options.Value.StrictCodes);

    /// <summary>Decrypts a secret.</summary>
    /// <returns>The secret, and whether it is encrypted with a key that is not today's; <c>null</c> if its key is gone or was revoked. Then recovery codes still open.</returns>
    private (byte[] Secret, bool IsOld)? Read(byte[] encrypted)
    {
        try
        {
            return (_protector.DangerousUnprotect(encrypted, ignoreRevocationErrors: false, out var isOld, out _), isOld);
        }
        catch (CryptographicException failure)
        {
            LogUnreadable(failure);
            return null;
        }
    }

    [LoggerMessage(2131, LogLevel.Error, "The secret of an authenticator app cannot be decrypted: its key is gone. Its person can sign in with a recovery code.")]
    private partial void LogUnreadable(Exception failure);

    private static async Task<bool> TryUseRecoveryCodeAsync(AccessDbContext context, string personId, string code)
    {
        var hash = RecoveryCode.HashOf(code);
        return await context.RecoveryCodes.Where(stored => stored.UserId == personId && stored.Hash == hash).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false) > 0;
    }

    private static async Task<IReadOnlyList<string>> ReplaceRecoveryCodesAsync(AccessDbContext context, string personId)
    {
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => RecoveryCode.Create())];
        await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
        await context.RecoveryCodes.Where(code => code.UserId == personId).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
        context.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { Hash = RecoveryCode.HashOf(code), UserId = personId }));
        await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return codes;
    }
}
