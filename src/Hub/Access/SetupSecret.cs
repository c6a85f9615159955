using System.Security.Cryptography;
using System.Text;

namespace FlextMonitor.Hub.Access;

/// <summary>The secret of the one-time link by which the first administrator is set up. It lives in this process only.</summary>
internal sealed class SetupSecret : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private byte[]? _hash;

    /// <summary>Makes a new secret, 256 random bits; the one before opens nothing any more.</summary>
    public string Create()
    {
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        _hash = Hash(secret);
        return secret;
    }

    /// <summary>Uses the secret up, if it is the right one and the use succeeds.</summary>
    /// <returns>What the use returned; null where the secret opens nothing.</returns>
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
