using System.Security.Cryptography;
using System.Text;

namespace FlextMonitor.Hub.Access;

/// <summary>The secret of the one-time link that sets up the first administrator. It is kept in the memory of this process only.</summary>
internal sealed class SetupSecret : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private byte[]? _hash;

    /// <summary>Creates a new secret of 256 random bits. The previous one becomes invalid.</summary>
    public string Create()
    {
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        _hash = Hash(secret);
        return secret;
    }

    /// <summary>Runs an action if the secret is right, and makes the secret invalid if the action succeeds.</summary>
    /// <returns>The result of the action; <c>null</c> if the secret is wrong or was used.</returns>
    public async Task<T?> UseAsync<T>(string secret, Func<Task<(bool Done, T Result)>> use, CancellationToken cancellationToken)
        where T : class
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_hash is null || !CryptographicOperations.FixedTimeEquals(_hash, Hash(secret)))
            {
                return null;
            }

            var (done, result) = await use().ConfigureAwait(false);
            if (done)
            {
                _hash = null;
            }

            return result;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
