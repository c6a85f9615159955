using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace FlextMonitor.Testing.Web.Providers;

/// <summary>
/// A real OpenID Connect provider (OpenIddict) on loopback. It signs in whom the test says, without a page of its own. It can stop, start again on the same port, and
/// change its signing key.
/// </summary>
public sealed class OidcProvider : IAsyncDisposable
{
    /// <summary>The id and secret of the monitor at the provider.</summary>
    public const string ClientId = "monitor";

    /// <inheritdoc cref="ClientId"/>
    public const string ClientSecret = "a secret of the monitor and the provider";

    /// <summary>The id of a service that gets tokens for the monitor.</summary>
    public const string ServiceId = "billing";

    /// <summary>The audience of those tokens.</summary>
    public const string Audience = "flextmonitor";

    private const string CallbackPath = "/api/account/login/provider/callback";

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("provider-test-").FullName;
    private readonly SymmetricSecurityKey _encryptionKey = new(RandomNumberGenerator.GetBytes(32));
    private readonly List<SecurityKey> _signingKeys = [NewKey()];
    private WebApplication? _application;
    private int _port;

    private OidcProvider()
    {
    }

    /// <summary>Where it is, such as <c>http://127.0.0.1:41234</c>.</summary>
    public string Address => $"http://127.0.0.1:{_port}";

    /// <summary>What its tokens name as their issuer.</summary>
    public string Issuer => $"{Address}/";

    /// <summary>The people it knows. Whoever is removed, or in other groups, is so at the next question.</summary>
    public ProviderDirectory Directory { get; } = new();

    /// <summary>What it answers otherwise than it should.</summary>
    public ProviderFaults Faults { get; } = new();

    /// <summary>Starts one.</summary>
    public static async Task<OidcProvider> StartNewAsync()
    {
        var provider = new OidcProvider();
        await provider.StartAsync();
        return provider;
    }

    /// <summary>Starts it, again on the same port.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        builder.Services.AddSingleton(Directory);
        builder.Services.AddDbContext<ProviderStore>(options => options.UseSqlite($"Data Source={Path.Combine(_folder, "provider.db")};Pooling=False").UseOpenIddict());
        builder.Services.AddProvider(_signingKeys, _encryptionKey);
        _application = builder.Build();
        Faults.Use(_application);
        _application.MapProvider();
        await using (var scope = _application.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ProviderStore>().Database.EnsureCreatedAsync();
        }

        await _application.StartAsync().DefaultTimeout();
        _port = new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    /// <summary>Stops it: connections are refused.</summary>
    public async Task StopAsync()
    {
        if (_application is { } application)
        {
            _application = null;
            await application.StopAsync().DefaultTimeout();
            await application.DisposeAsync();
        }
    }

    /// <summary>Changes its signing key; the former one is not published any more.</summary>
    public async Task RollOverAsync()
    {
        await StopAsync();
        _signingKeys.Insert(0, NewKey());
        await StartAsync();
    }

    /// <summary>Makes a monitor known, and the service that gets tokens for it.</summary>
    /// <param name="monitor">The monitor's address.</param>
    public async Task RegisterAsync(string monitor)
    {
        await using var scope = _application!.Services.CreateAsyncScope();
        var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        await clients.CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            RedirectUris = { new Uri(monitor + CallbackPath) },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation, Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code, Permissions.Scopes.Email, Permissions.Scopes.Profile,
            },
        });
        await clients.CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ServiceId,
            ClientSecret = ClientSecret,
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        });
    }

    /// <summary>A token for a service, with its roles, as the provider issues it.</summary>
    public async Task<string> TokenAsync()
    {
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = ServiceId, ["client_secret"] = ClientSecret });
        using var answer = await client.PostAsync(new Uri($"{Address}/connect/token"), form).DefaultTimeout();
        answer.EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
    }

    /// <summary>A token that is signed with the provider's key, and may be wrong in every other way.</summary>
    /// <param name="change">Changes a token that would be valid.</param>
    /// <param name="key">The key to sign with; the provider's if <c>null</c>.</param>
    public string Sign(Action<SecurityTokenDescriptor>? change = null, SecurityKey? key = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            NotBefore = now.AddMinutes(-10),
            IssuedAt = now.AddMinutes(-10),
            Expires = now.AddMinutes(30),
            Claims = new Dictionary<string, object> { [Claims.Subject] = ServiceId, ["roles"] = new[] { "viewer" } },
            SigningCredentials = new SigningCredentials(key ?? _signingKeys[0], SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A key that no provider publishes.</summary>
    public static RsaSecurityKey NewKey()
    {
        using var rsa = RSA.Create(2048);
        return new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = Guid.NewGuid().ToString("N") };
    }
}

/// <summary>The provider's clients, codes and tokens.</summary>
internal sealed class ProviderStore(DbContextOptions<ProviderStore> options) : DbContext(options);
