using FlextMonitor.Hub.Access.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Creates the one-time link that sets up the first administrator.</summary>
public sealed class FirstSetup
{
    private readonly IServiceScopeFactory _scopes;
    private readonly SetupSecret _secret;
    private readonly bool _hasProvider;
    private volatile bool _isDone;

    internal FirstSetup(IServiceScopeFactory scopes, SetupSecret secret, IOptions<AccessOptions> access, IOptions<OidcOptions> oidc)
    {
        _scopes = scopes;
        _secret = secret;
        _hasProvider = oidc.Value.IsSet;

        // Nobody could sign in with what a set-up sets.
        _isDone = !access.Value.LocalSignIn;
    }

    /// <summary>Whether somebody may be able to sign in: there is a provider, or an administrator.</summary>
    public async Task<bool> IsSignInPossibleAsync() => _hasProvider || await IsDoneAsync().ConfigureAwait(false);

    /// <summary>The path and fragment of a new link, such as <c>/setup#…</c>; <c>null</c> if an administrator exists, or if passwords open nothing. Earlier links of this process become invalid.</summary>
    public async Task<string?> CreateLinkAsync() => await IsDoneAsync().ConfigureAwait(false) ? null : $"/setup#{await _secret.CreateAsync(CancellationToken.None).ConfigureAwait(false)}";

    /// <summary>Whether an administrator exists, or none can be set up. Anyone can cause this call, so the store is not read again once one does.</summary>
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
