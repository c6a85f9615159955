using System.Runtime;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Bench.Kit.Load;

/// <summary>The sign-in of every ASP.NET server under measurement, so that its cost is the same for all: ASP.NET's own bearer tokens.</summary>
internal static class BenchAccess
{
    /// <summary>Issues a token without a password; these servers listen on loopback and contain no data.</summary>
    public const string TokenPath = "/bench/token";

    /// <summary>Collects all garbage, so that resident memory shows live objects only and no later collection changes it.</summary>
    public const string CollectPath = "/bench/collect";

    public static IServiceCollection AddBenchAccess(this IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken(token => token.BearerTokenExpiration = TimeSpan.FromHours(8));
        services.AddAuthorization();
        return services;
    }

    public static void MapBenchAccess(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(TokenPath, () => TypedResults.SignIn(Viewer(), authenticationScheme: BearerTokenDefaults.AuthenticationScheme));
        endpoints.MapPost(CollectPath, Collect);
    }

    private static ClaimsPrincipal Viewer() => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, "3f1c7a52-9d5e-4a53-8c66-0f3a7b1f2d10"),
            new Claim(ClaimTypes.Name, "viewer@example.com"),
            new Claim(ClaimTypes.Role, "viewer"),
            new Claim("sid", "7b0c2f4e-52a1-4d0e-9f3b-6f1f0f9b8a55"),
        ],
        BearerTokenDefaults.AuthenticationScheme));

    private static void Collect()
    {
        // Each collection moves survivors up by one generation.
        for (var generation = 0; generation < GC.MaxGeneration; generation++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }
}
