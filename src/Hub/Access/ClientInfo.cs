using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>What is known of the program that sends a request.</summary>
/// <param name="Address">Its IP address; <c>null</c> if unknown.</param>
/// <param name="Device">What it calls itself, cut to <see cref="Session.LongestDevice"/> characters; <c>null</c> if it does not.</param>
internal sealed record ClientInfo(string? Address, string? Device)
{
    /// <summary>Reads it from the connection and the headers.</summary>
    public static ClientInfo Of(HttpContext context) => new(
        context.Connection.RemoteIpAddress?.ToString(),
        context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent.Cut(Session.LongestDevice) : null);

    /// <summary>Both in one text, by which two requests of the same caller are recognized.</summary>
    public string Identity => $"{Address} {Device}";
}
