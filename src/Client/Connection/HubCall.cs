using System.Net.WebSockets;
using System.Text.RegularExpressions;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Client.Connection;

/// <summary>One call over the hub's connection, for the words of its failure.</summary>
/// <param name="Method">The hub's method.</param>
/// <param name="IsChange">Whether it changes something.</param>
/// <param name="Timeout">How long its answer may take.</param>
internal readonly partial record struct HubCall(string Method, bool IsChange, TimeSpan Timeout)
{
    /// <summary>How SignalR begins the error of a connection that the hub closed with one.</summary>
    private const string ClosedByHub = "The server closed the connection";

    private string MayHaveHappened => IsChange ? ", so it may have been carried out" : "";

    /// <summary>What a failure means; null if it is the caller's own cancellation, or not a failure of a call.</summary>
    public MonitorCallException? Explain(Exception exception, bool isLate, CancellationToken cancellationToken) => exception switch
    {
        HubException closed when closed.Message.StartsWith(ClosedByHub, StringComparison.Ordinal) => Lost(closed),
        HubException refused => OfHub(refused),
        MonitorCallException => null,
        OperationCanceledException when cancellationToken.IsCancellationRequested => null,
        _ when isLate => Unavailable($"The hub did not answer {Method} within {Timeout.TotalSeconds:0} s{MayHaveHappened}.", exception),
        InvalidOperationException => NotConnected(exception),
        InvalidDataException => new MonitorCallException($"The hub's answer to {Method} cannot be read: {exception.Message}", exception),
        OperationCanceledException or IOException or WebSocketException or HttpRequestException or TimeoutException => Lost(exception),
        _ => null,
    };

    /// <summary>There is no connection to call over.</summary>
    public MonitorCallException NotConnected(Exception? cause = null)
    {
        var text = $"The hub is not connected, so {Method} was not called.";
        return cause is null ? new(text) { Code = HubErrorCodes.Unavailable } : Unavailable(text, cause);
    }

    private MonitorCallException Lost(Exception exception) => Unavailable($"The connection to the hub was lost during {Method}{MayHaveHappened}.", exception);

    private static MonitorCallException OfHub(HubException refused) => Code().Match(refused.Message) is { Success: true } coded
        ? new MonitorCallException(refused.Message[coded.Length..], refused) { Code = coded.Groups["code"].Value }
        : new MonitorCallException(refused.Message, refused);

    private static MonitorCallException Unavailable(string text, Exception exception) => new(text, exception) { Code = HubErrorCodes.Unavailable };

    [GeneratedRegex(@"^\[(?<code>[a-z-]+)\] ")]
    private static partial Regex Code();
}
