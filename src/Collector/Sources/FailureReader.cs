using System.Net.Sockets;
using System.Security.Authentication;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using Google.Protobuf;
using Grpc.Core;

namespace FlextMonitor.Collector.Sources;

/// <summary>Reads what a failed call means for the daemon, and words it for whoever has to act on it.</summary>
internal static class FailureReader
{
    /// <summary>The detail by which Grpc.Net.Client says that the limit passed was ours; a daemon's own limit has other words.</summary>
    private const string OwnLimit = "Received message exceeds the maximum configured message size.";

    /// <summary>Nothing came within the deadline.</summary>
    public static CallFailure Silent(DaemonOptions daemon, string rpc) => new(
        FailureKind.Silent,
        $"{rpc} did not answer within {daemon.Deadline.TotalSeconds:0.###} s ({daemon.Key}:{nameof(DaemonOptions.Deadline)}) at {daemon.Address}",
        StatusCode.DeadlineExceeded);

    public static CallFailure Read(DaemonOptions daemon, string rpc, RpcException exception)
    {
        var cause = Innermost(exception.Status.DebugException);
        if (IsConnection(cause))
        {
            return new CallFailure(FailureKind.Connection, $"{Sentence(cause!.Message)} ({daemon.Address})", exception.StatusCode)
            {
                ConnectTimedOut = cause is TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut },
            };
        }

        var kind = exception.StatusCode == StatusCode.Unavailable ? FailureKind.Unavailable : FailureKind.Answered;
        return new CallFailure(kind, Words(daemon, rpc, exception.Status, cause), exception.StatusCode);
    }

    private static string Words(DaemonOptions daemon, string rpc, Status status, Exception? cause)
    {
        var said = $"{Name(status.StatusCode)}: {Sentence(status.Detail)}";
        return status.StatusCode switch
        {
            _ when cause is InvalidProtocolBufferException => $"The answer to {rpc} cannot be decoded: {Sentence(cause.Message)}",
            StatusCode.ResourceExhausted when status.Detail == OwnLimit =>
                $"The answer to {rpc} is larger than the {daemon.MaxMessageBytes:#,0} bytes that {daemon.Key}:{nameof(DaemonOptions.MaxMessageBytes)} allows",
            StatusCode.Unauthenticated => $"{rpc} wants valid credentials; see {daemon.Key}:{nameof(DaemonOptions.Token)} ({said})",
            StatusCode.PermissionDenied => $"{rpc} is not allowed with the credentials of {daemon.Key}:{nameof(DaemonOptions.Token)} ({said})",
            StatusCode.Unimplemented =>
                $"{rpc} is not served by this daemon as {daemon.Service}; if nothing is, see {daemon.Key}:{nameof(DaemonOptions.Service)} ({said})",
            _ => $"{rpc} failed ({said})",
        };
    }

    // InvalidProtocolBufferException and HttpProtocolException are IOExceptions too, but there somebody answered.
    private static bool IsConnection(Exception? cause) => cause switch
    {
        InvalidProtocolBufferException => false,
        HttpProtocolException protocol => protocol.ErrorCode == 0,
        SocketException or AuthenticationException or IOException or TimeoutException or ObjectDisposedException => true,
        HttpRequestException request => request.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        _ => false,
    };

    private static Exception? Innermost(Exception? exception)
    {
        while (exception?.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    private static string Sentence(string text) => Clean.Line(text, TextLimits.Error).TrimEnd('.', ' ') is { Length: > 0 } cleaned ? cleaned : "no reason given";

    private static string Name(StatusCode code) => code switch
    {
        StatusCode.DeadlineExceeded => "DEADLINE_EXCEEDED",
        StatusCode.NotFound => "NOT_FOUND",
        StatusCode.AlreadyExists => "ALREADY_EXISTS",
        StatusCode.InvalidArgument => "INVALID_ARGUMENT",
        StatusCode.PermissionDenied => "PERMISSION_DENIED",
        StatusCode.ResourceExhausted => "RESOURCE_EXHAUSTED",
        StatusCode.FailedPrecondition => "FAILED_PRECONDITION",
        StatusCode.OutOfRange => "OUT_OF_RANGE",
        StatusCode.DataLoss => "DATA_LOSS",
        _ => code.ToString().ToUpperInvariant(),
    };
}
