using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>The texts of failures. Tests against real servers cover failures of real connections and messages.</summary>
public sealed class FailureReaderTests
{
    private static readonly DaemonOptions Daemon = new()
    {
        Key = "Daemons:2",
        Address = "http://daemon:50051",
        Service = "flx.FlxService",
        MaxMessageBytes = 4_194_304,
        Token = "secret-token",
    };

    [Theory]
    [InlineData(StatusCode.Unimplemented, "not here.", "HealthCheck is not served by this daemon as flx.FlxService; if it serves no call, see Daemons:2:Service (UNIMPLEMENTED: not here)")]
    [InlineData(StatusCode.Unauthenticated, "no token", "HealthCheck requires valid credentials; see Daemons:2:Token (UNAUTHENTICATED: no token)")]
    [InlineData(StatusCode.PermissionDenied, "read only", "HealthCheck is not allowed with the credentials of Daemons:2:Token (PERMISSION_DENIED: read only)")]
    [InlineData(StatusCode.Unknown, "Exception calling application: 'x'", "HealthCheck failed (UNKNOWN: Exception calling application: 'x')")]
    [InlineData(StatusCode.Internal, "", "HealthCheck failed (INTERNAL: no reason given)")]
    [InlineData(StatusCode.Internal, "two\nlines\u001b[31m", "HealthCheck failed (INTERNAL: two lines)")]
    [InlineData(StatusCode.Internal, "no \u2069\u202Edisk", "HealthCheck failed (INTERNAL: \u2068no \u202Edisk\u202C\u2069)")]
    [InlineData(StatusCode.Internal, "القرص ممتلئ", "HealthCheck failed (INTERNAL: \u2068القرص ممتلئ\u2069)")]
    [InlineData(StatusCode.ResourceExhausted, "Sent message larger than max", "HealthCheck failed (RESOURCE_EXHAUSTED: Sent message larger than max)")]
    [InlineData(StatusCode.DeadlineExceeded, "own deadline", "HealthCheck failed (DEADLINE_EXCEEDED: own deadline)")]
    public void Read_DaemonAnswered_ReportsWhatToDo(StatusCode code, string detail, string expected)
    {
        var failure = FailureReader.Read(Daemon, "HealthCheck", new RpcException(new Status(code, detail)));

        (failure.Kind, failure.Text, failure.Code, failure.MayBeDone).ShouldBe((FailureKind.Answered, expected, code, false));
    }

    [Fact]
    public void Read_Unavailable_IsNotALostConnectionButNamesTheAddress()
    {
        var failure = FailureReader.Read(Daemon, "HealthCheck", new RpcException(new Status(StatusCode.Unavailable, "starting")));

        (failure.Kind, failure.Text).ShouldBe((FailureKind.Unavailable, "HealthCheck failed (UNAVAILABLE: starting) (http://daemon:50051)"));
    }

    [Fact]
    public void Read_VeryLongDetail_IsCut() =>
        FailureReader.Read(Daemon, "HealthCheck", new RpcException(new Status(StatusCode.Unknown, new string('x', 100_000)))).Text.Length.ShouldBeLessThan(600);

    [Fact]
    public void Read_ConnectionFailures_ReportTheInnermostCauseAndTheAddress()
    {
        (Exception Cause, string Expected, bool TimedOut)[] causes =
        [
            (new SocketException((int)SocketError.ConnectionRefused), "Connection refused (http://daemon:50051)", false),
            (new SocketException((int)SocketError.TimedOut), "Connection timed out (http://daemon:50051)", true),
            (new TimeoutException("A connection could not be established within the configured ConnectTimeout."), "A connection could not be established within the configured ConnectTimeout (http://daemon:50051)", true),
            (new AuthenticationException("The remote certificate is invalid."), "The remote certificate is invalid (http://daemon:50051)", false),
            (new IOException("The response ended prematurely."), "The response ended prematurely (http://daemon:50051)", false),
        ];

        foreach (var (cause, expected, timedOut) in causes)
        {
            var sent = new HttpRequestException("An error occurred.", cause);
            var failure = FailureReader.Read(Daemon, "HealthCheck", new RpcException(new Status(StatusCode.Unavailable, "Error starting gRPC call.", sent)));

            (failure.Kind, failure.Text, failure.ConnectTimedOut).ShouldBe((FailureKind.Connection, expected, timedOut));
        }
    }

    [Fact]
    public void Read_HandshakeFailedWithASystemError_IsAConnectionFailure()
    {
        var handshake = new AuthenticationException("Authentication failed, see inner exception.", new CryptographicException("error:0A00042E:SSL routines::tlsv1 alert protocol version"));
        var sent = new HttpRequestException(HttpRequestError.SecureConnectionError, "The SSL connection could not be established.", handshake);

        var failure = FailureReader.Read(Daemon, "HealthCheck", new RpcException(new Status(StatusCode.Internal, "Error starting gRPC call.", sent)));

        (failure.Kind, failure.Text, failure.MayBeDone).ShouldBe((FailureKind.Connection, "error:0A00042E:SSL routines::tlsv1 alert protocol version (http://daemon:50051)", false));
    }

    [Fact]
    public void Read_AWebServer_IsAConnectionFailure()
    {
        var wantsHttp1 = new HttpProtocolException(13, "The HTTP/2 server closed the connection. HTTP/2 error code 'HTTP_1_1_REQUIRED' (0xd).", null);
        var negotiated = new HttpRequestException(HttpRequestError.VersionNegotiationError, "Requesting HTTP version 2.0 while unable to establish HTTP/2 connection.");

        foreach (var sent in new Exception[] { wantsHttp1, negotiated })
        {
            var failure = FailureReader.Read(Daemon, "RunPipeline", new RpcException(new Status(StatusCode.Internal, "Error starting gRPC call.", sent)));

            (failure.Kind, failure.Text).ShouldBe((FailureKind.Connection, "The server at this address is a web server (HTTP/1.1), not a gRPC daemon (http://daemon:50051)"));
            (failure.Cause, failure.MayBeDone).ShouldBe((sent.Message.TrimEnd('.'), false));
        }
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.SecureConnectionError, false)]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    [InlineData(HttpRequestError.Unknown, true)]
    public void Read_NoConnection_ReportsWhetherTheCallMayHaveArrived(HttpRequestError error, bool mayBeDone)
    {
        var sent = new HttpRequestException(error, "An error occurred.", new IOException("The response ended prematurely."));

        var failure = FailureReader.Read(Daemon, "RunPipeline", new RpcException(new Status(StatusCode.Unavailable, "Error starting gRPC call.", sent)));

        (failure.Kind, failure.MayBeDone).ShouldBe((FailureKind.Connection, mayBeDone));
    }

    [Fact]
    public void Read_ProtocolError_MayHaveArrived()
    {
        var broken = new HttpProtocolException(2, "The HTTP/2 server closed the connection. HTTP/2 error code 'INTERNAL_ERROR' (0x2).", null);

        var failure = FailureReader.Read(Daemon, "RunPipeline", new RpcException(new Status(StatusCode.Internal, "Error starting gRPC call.", broken)));

        (failure.Kind, failure.MayBeDone).ShouldBe((FailureKind.Answered, true));
    }

    [Fact]
    public void Silent_ADeadline_IsReportedWithItsSetting() =>
        FailureReader.Silent(Daemon with { Deadline = TimeSpan.FromSeconds(1.5) }, "GetSystemStats", TimeSpan.FromSeconds(1.5)).Text
            .ShouldBe("GetSystemStats did not answer within 1.5 s (Daemons:2:Deadline) at http://daemon:50051");

    [Fact]
    public void ToString_Options_DoNotShowTheToken() => $"{Daemon}".ShouldNotContain("secret-token");
}
