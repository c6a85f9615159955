using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access;

/// <summary>The one-time link by which the first administrator is set up.</summary>
public sealed class FirstSetup
{
    private readonly IServiceScopeFactory _scopes;
    private readonly SetupSecret _secret;

    internal FirstSetup(IServiceScopeFactory scopes, SetupSecret secret)
    {
        _scopes = scopes;
        _secret = secret;
    }

    /// <summary>The path and fragment of a new link, such as <c>/setup#…</c>; null where there is an administrator. The link made before opens nothing any more.</summary>
    public async Task<string?> CreateLinkAsync()
    {
        await using var scope = _scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Accounts>().HasAdministratorAsync().ConfigureAwait(false)
            ? null
            : $"/setup#{_secret.Create()}";
    }
}
