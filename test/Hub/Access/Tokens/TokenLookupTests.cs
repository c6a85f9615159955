using System.Net;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Tokens;
using FlextMonitor.Hub.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Access.Tokens;

/// <summary>Tokens that callers send.</summary>
public sealed class TokenLookupTests : IAsyncLifetime
{
    private static readonly IPAddress Caller = IPAddress.Parse("192.0.2.1");

    private readonly SqliteDatabases _databases = new();
    private AccessStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await AccessStore.StartAsync(_databases);

    [Fact]
    public async Task Find_OfAToken_ReadsTheStoreOnce()
    {
        var (stored, token) = await CreateAsync();
        await using var lookup = new TokenLookup(Tokens);

        var first = await lookup.FindAsync(token, Caller, Cancelled);
        await using (var context = _store.CreateDbContext())
        {
            await context.Tokens.ExecuteDeleteAsync(Cancelled);
        }

        var second = await lookup.FindAsync(token, Caller, Cancelled);

        first.ShouldNotBeNull().Id.ShouldBe(stored.Id);
        second.ShouldNotBeNull().Id.ShouldBe(stored.Id);
    }

    [Fact]
    public async Task Find_OfManyThatAreMadeUp_AsksTheStoreNoMore_ExceptForOtherNetworks_AndKnownTokensGoOn()
    {
        var (_, known) = await CreateAsync();
        var (_, later) = await CreateAsync();
        await using var lookup = new TokenLookup(Tokens);
        await lookup.FindAsync(known, Caller, Cancelled);
        for (var i = 0; i < TokenLookup.UnknownByNetwork; i++)
        {
            (await lookup.FindAsync(TokenText.Create(), Caller, Cancelled)).ShouldBeNull();
        }

        (await lookup.FindAsync(known, Caller, Cancelled)).ShouldNotBeNull();
        (await lookup.FindAsync(later, Caller, Cancelled)).ShouldBeNull();
        (await lookup.FindAsync(later, IPAddress.Parse("192.0.2.2"), Cancelled)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Find_OfTheSameMadeUpTokenAgainAndAgain_CountsOnce()
    {
        var (_, later) = await CreateAsync();
        var revoked = TokenText.Create();
        await using var lookup = new TokenLookup(Tokens);
        for (var i = 0; i < 2 * TokenLookup.UnknownByNetwork; i++)
        {
            (await lookup.FindAsync(revoked, Caller, Cancelled)).ShouldBeNull();
        }

        (await lookup.FindAsync(later, Caller, Cancelled)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Revoke_OfWhatDoesNotExist_SaysSo() => (await Tokens.RevokeAsync("nothing")).ShouldBeFalse();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _databases.Dispose();
    }

    private TokenStore Tokens => _store.Services.GetRequiredService<TokenStore>();

    private Task<(ServiceToken Stored, string Token)> CreateAsync() => Tokens.CreateAsync(TokenKind.Service, "test", [new Grant(Roles.Viewer, [])], null, "ada@example.com", Cancelled);
}
