using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;
using Google.Protobuf;
using Grpc.Core;

namespace FlextMonitor.Collector.Sources;

/// <summary>Classifies failed calls and describes them for the person who has to act.</summary>
internal static class FailureReader
{
    /// <summary>The detail that Grpc.Net.Client reports if our own limit was exceeded. A daemon's own limit has a different text.</summary>
    private const string OwnLimit = "Received message exceeds the maximum configured message size.";

    /// <summary>HTTP_1_1_REQUIRED of RFC 9113, section 7.</summary>
    private const long Http1Required = 13;

    /// <summary>The failure of a call without an answer within the deadline.</summary>
    public static CallFailure Silent(DaemonOptions daemon, string rpc, TimeSpan limit) => new(
        FailureKind.Silent,
        $"{rpc} did not answer within {limit.TotalSeconds:0.###} s ({(limit == daemon.Deadline ? $"{daemon.Key}:{nameof(DaemonOptions.Deadline)}" : "asked because another call was late")}) at {daemon.Address}",
        StatusCode.DeadlineExceeded)
    {
        MayBeDone = true,
    };

    public static CallFailure Read(DaemonOptions daemon, string rpc, RpcException exception)
    {
        // The library reports UNAVAILABLE although the daemon answered: the exception is an IOException, and may hold a further cause.
        if (Chain(exception.Status.DebugException).OfType<InvalidProtocolBufferException>().FirstOrDefault() is { } undecodable)
        {
            return new CallFailure(FailureKind.Answered, $"The answer to {rpc} cannot be decoded: {Sentence(undecodable.Message)}", StatusCode.Internal)
            {
                MayBeDone = true,
            };
        }

        if (Chain(exception.Status.DebugException).Select(Foreign).FirstOrDefault(foreign => foreign is not null) is { } foreign)
        {
            return new CallFailure(FailureKind.Connection, $"{foreign.Text} ({daemon.Address})", exception.StatusCode) { Cause = Sentence(foreign.Cause) };
        }

        var cause = Chain(exception.Status.DebugException).LastOrDefault();
        if (cause is not null && (IsConnection(cause) || IsOpening(exception.Status.DebugException)))
        {
            return new CallFailure(FailureKind.Connection, $"{Sentence(cause.Message)} ({daemon.Address})", exception.StatusCode)
            {
                ConnectTimedOut = cause is TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut },
                MayBeDone = !IsOpening(exception.Status.DebugException),
            };
        }

        var kind = exception.StatusCode == StatusCode.Unavailable ? FailureKind.Unavailable : FailureKind.Answered;
        return new CallFailure(kind, Describe(daemon, rpc, exception.Status), exception.StatusCode)
        {
            // A status that the daemon sent has no exception behind it. UNAVAILABLE may also come from a proxy that lost the daemon.
            IsTooLarge = exception is { StatusCode: StatusCode.ResourceExhausted, Status.Detail: OwnLimit or MapEntryLimit.Detail },
            MayBeDone = kind == FailureKind.Unavailable || exception.Status.DebugException is not null,
        };
    }

    private static string Describe(DaemonOptions daemon, string rpc, Status status)
    {
        var answer = $"{Name(status.StatusCode)}: {Sentence(status.Detail)}";
        return status.StatusCode switch
        {
            StatusCode.ResourceExhausted when status.Detail == OwnLimit =>
                $"The answer to {rpc} is larger than {daemon.MessageLimit}",
            StatusCode.ResourceExhausted when status.Detail == MapEntryLimit.Detail =>
                string.Create(CultureInfo.InvariantCulture, $"The answer to {rpc} has more than {MapEntryLimit.Most:N0} map entries, the most that are accepted"),
            StatusCode.Unauthenticated => $"{rpc} requires valid credentials; see {daemon.Key}:{nameof(DaemonOptions.Token)} ({answer})",
            StatusCode.PermissionDenied => $"{rpc} is not allowed with the credentials of {daemon.Key}:{nameof(DaemonOptions.Token)} ({answer})",
            StatusCode.Unimplemented =>
                $"{rpc} is not served by this daemon as {daemon.Service}; if it serves no call, see {daemon.Key}:{nameof(DaemonOptions.Service)} ({answer})",
            StatusCode.Unavailable => $"{rpc} failed ({answer}) ({daemon.Address})",
            _ => $"{rpc} failed ({answer})",
        };
    }

    // The other side does not speak HTTP/2 at all.
    private static ForeignProtocol? Foreign(Exception cause) => cause switch
    {
        ForeignProtocolException foreign => new ForeignProtocol(foreign.Message, foreign.Seen),
        HttpProtocolException { ErrorCode: Http1Required } or HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError } =>
            new ForeignProtocol(ForeignProtocolException.WebServer, cause.Message),
        _ => null,
    };

    // HttpProtocolException is an IOException too, but it means that the other side answered.
    private static bool IsConnection(Exception? cause) => cause switch
    {
        HttpProtocolException protocol => protocol.ErrorCode == 0,
        SocketException or AuthenticationException or IOException or TimeoutException or ObjectDisposedException => true,
        HttpRequestException request => IsOpening(request.HttpRequestError),
        _ => false,
    };

    // The handler distinguishes a connection that could not be opened, over which nothing can have been sent, from one that was lost.
    private static bool IsOpening(Exception? exception) =>
        Chain(exception).Any(cause => cause is TimeoutException || (cause is HttpRequestException request && IsOpening(request.HttpRequestError)));

    private static bool IsOpening(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static string Sentence(string text) =>
        Clean.Line(text, TextLimits.Error).TrimEnd('.', ' ') is { Length: > 0 } cleaned ? IsolatedText.Of(cleaned) : "no reason given";

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

    private sealed record ForeignProtocol(string Text, string Cause);
}
