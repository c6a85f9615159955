using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access.Tokens;

/// <summary>Warns at the start of tokens of services that never expire: one that leaks opens the monitor until somebody notices.</summary>
internal sealed partial class EndlessTokenWarning(TokenStore tokens, ILogger<EndlessTokenWarning> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var endless = await tokens.ListAsync(cancellationToken).ConfigureAwait(false);
        var names = endless.Where(token => token is { Kind: TokenKind.Service, ExpiresAt: null }).Select(token => token.Name).Order(StringComparer.Ordinal).ToList();
        if (names.Count > 0)
        {
            Log.NeverExpire(logger, string.Join(", ", names));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(2132, LogLevel.Warning, "These tokens of services never expire: {Names}. Make new ones with an end on the page Tokens, and revoke these")]
        public static partial void NeverExpire(ILogger logger, string names);
    }
}
