using System.Security.Cryptography;
using System.Text;
using FlextMonitor.Daemon.Service;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Callers;

/// <summary>Answers UNAUTHENTICATED to calls without the token of the settings, whatever they ask for.</summary>
internal static class CallerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Adds the check where the settings have a token.</summary>
    public static void UseCallerToken(this WebApplication application)
    {
        if (application.Services.GetRequiredService<IOptions<CallerOptions>>().Value.Token is not { } token)
        {
            return;
        }

        // Hashes have one length, so that the comparison takes one time.
        var expected = HashOf(token);
        application.Use((context, next) => IsExpected(context.Request.Headers.Authorization.ToString(), expected) ? next(context) : RefuseAsync(context.Response));
    }

    private static bool IsExpected(string sent, byte[] expected) =>
        sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(HashOf(sent[Scheme.Length..]), expected);

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static Task RefuseAsync(HttpResponse response) =>
        response.CompleteWithStatusAsync(StatusCode.Unauthenticated, $"This daemon asks for the token of its setting {CallerOptions.Section}:{nameof(CallerOptions.Token)}.");
}
