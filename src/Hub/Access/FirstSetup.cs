using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access;

/// <summary>The one-time link by which the first administrator is set up, and whether there is one.</summary>
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

    /// <summary>The path and fragment of a new link, such as <c>/setup#…</c>; null where there is an administrator. The link made before opens nothing any more.</summary>
    public async Task<string?> CreateLinkAsync() => await IsDoneAsync().ConfigureAwait(false) ? null : $"/setup#{_secret.Create()}";

    /// <summary>Whether there is an administrator. Once there is one the store is not asked again: whoever comes may ask this.</summary>
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
