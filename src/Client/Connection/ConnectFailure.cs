using System.Net;

namespace FlextMonitor.Client.Connection;

/// <summary>What a failed attempt to connect means.</summary>
/// <param name="Text">What happened, for a person.</param>
/// <param name="IsRefusal">Whether the hub answered and does not let the caller in.</param>
/// <param name="RetryAfter">How long the hub asks to wait; null if it does not say.</param>
internal readonly record struct ConnectFailure(string Text, bool IsRefusal, TimeSpan? RetryAfter = null)
{
    public static ConnectFailure Of(Exception exception, Uri address) => exception switch
    {
        RefusedCredentialsException refused => new(refused.Message, true),
        TokenUnavailableException unavailable => new($"{address}: {unavailable.Message}", false, unavailable.RetryAfter),
        HttpRequestException { StatusCode: HttpStatusCode.Unauthorized } => new($"{address} refuses the token: it is not valid (any more)", true),
        HttpRequestException { StatusCode: HttpStatusCode.Forbidden } => new($"{address} refuses the caller: the right to watch is missing", true),
        HttpRequestException { StatusCode: { } status } => new($"{address} answered {(int)status}", false),
        OperationCanceledException or TimeoutException => new($"{address} does not answer in time", false),
        _ => new($"{address} cannot be reached: {Innermost(exception).Message}", false),
    };

    /// <summary>The hub agrees to a connection, and the transport that was tried does not get through.</summary>
    public static ConnectFailure Blocked(Uri address) => new($"{address} agrees to a connection, but something between does not let it through: another transport is tried", false);

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
