using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>A request is refused because too much of its kind is under way, whoever sends it. The caller may try again.</summary>
/// <param name="message">What there is too much of.</param>
/// <param name="retryAfter">When to try again.</param>
public sealed class OverloadedException(string message, TimeSpan retryAfter) : BadHttpRequestException(message, StatusCodes.Status503ServiceUnavailable)
{
    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
