using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Access.Keys;

/// <summary>Whether the keys that protect cookies and tokens can be read and decrypted.</summary>
internal sealed class KeysHealthCheck(IKeyRepository repository, IKeyManager keys, TimeProvider time) : IHealthCheck
{
    /// <summary>How long a result serves further calls: each check decrypts all keys.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private (long At, HealthCheckResult Result)? _last;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_last is not { } last || time.GetElapsedTime(last.At) >= Lifetime)
            {
                _last = last = (time.GetTimestamp(), TryCheck());
            }

            return Task.FromResult(last.Result);
        }
    }

    private HealthCheckResult TryCheck()
    {
        try
        {
            return Check();
        }
        catch (Exception exception) when (StoreFailure.IsUnavailable(exception))
        {
            return HealthCheckResult.Unhealthy("The keys cannot be read, because their database does not answer.");
        }
    }

    private HealthCheckResult Check()
    {
        if (repository.CountUnusable() is > 0 and var unusable)
        {
            return HealthCheckResult.Unhealthy($"{Count(unusable, repository is KeyRows ? "row" : "file")} of the keys cannot be read. Who has a cookie or token of theirs must sign in again. The log names them.");
        }

        var now = time.GetUtcNow();
        var locked = keys.GetAllKeys().Count(key => !key.IsRevoked && key.ExpirationDate > now && !CanDecrypt(key));
        return locked == 0
            ? HealthCheckResult.Healthy("The keys can be read.")
            : HealthCheckResult.Unhealthy($"{Count(locked, "key")} cannot be decrypted. Add the certificate that was in use before to {KeyOptions.Section}:{nameof(KeyOptions.Former)}.");
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private static bool CanDecrypt(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception)
        {
            // Whatever the decryption throws, which depends on the certificate and on the file.
            return false;
        }
    }
}
