using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Tokens;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Tests.Access.Tokens;

/// <summary>Tokens of services that never expire.</summary>
public sealed class EndlessTokenTests : IAsyncLifetime
{
    private readonly SqliteDatabases _databases = new();
    private AccessStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private TokenStore Tokens => _store.Services.GetRequiredService<TokenStore>();

    public async ValueTask InitializeAsync() => _store = await AccessStore.StartAsync(_databases);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _databases.Dispose();
    }

    [Fact]
    public async Task Start_WithTokensThatNeverExpire_WarnsOfThoseOfServices()
    {
        await CreateAsync(TokenKind.Service, "bot", null);
        await CreateAsync(TokenKind.Service, "scraper", DateTimeOffset.UnixEpoch.AddYears(100));
        await CreateAsync(TokenKind.Display, "wall", null);
        var log = new RecordedLog();

        await new EndlessTokenWarning(Tokens, log.For<EndlessTokenWarning>()).StartAsync(Cancelled);

        var entry = log.Entries.ShouldHaveSingleItem();
        (entry.Level, entry.Message).ShouldBe((LogLevel.Warning, "These tokens of services never expire: bot. Make new ones with an end on the page Tokens, and revoke these"));
    }

    [Fact]
    public async Task Start_WithoutSuchTokens_SaysNothing()
    {
        await CreateAsync(TokenKind.Service, "scraper", DateTimeOffset.UnixEpoch.AddYears(100));
        var log = new RecordedLog();

        await new EndlessTokenWarning(Tokens, log.For<EndlessTokenWarning>()).StartAsync(Cancelled);

        log.Entries.ShouldBeEmpty();
    }

    private async Task CreateAsync(TokenKind kind, string name, DateTimeOffset? expiresAt) =>
        await Tokens.CreateAsync(kind, name, [new Grant(Roles.Viewer, [])], expiresAt, "ada@example.com", Cancelled);
}
