using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access;

/// <summary>Creates the one-time link that sets up the first administrator.</summary>
public sealed class FirstSetup
{
    private readonly IServiceScopeFactory _scopes;
    private readonly SetupSecret _secret;
    private volatile bool _isDone;

    internal FirstSetup(IServiceScopeFactory scopes, SetupSecret secret)
    {
        _scopes = scopes;
        _secret = secret;
    }

    /// <summary>The path and fragment of a new link, such as <c>/setup#…</c>; <c>null</c> if an administrator exists. Earlier links become invalid.</summary>
    public async Task<string?> CreateLinkAsync() => await IsDoneAsync().ConfigureAwait(false) ? null : $"/setup#{_secret.Create()}";

    /// <summary>Whether an administrator exists. Anyone can cause this call, so the store is not read again once one does.</summary>
    public async Task<bool> IsDoneAsync()
    {
        if (!_isDone)
        {
            await using var scope = _scopes.CreateAsyncScope();
            _isDone = await scope.ServiceProvider.GetRequiredService<Accounts>().HasAdministratorAsync().ConfigureAwait(false);
        }

        return _isDone;
    }
}
