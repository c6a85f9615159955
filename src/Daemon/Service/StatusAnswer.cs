using System.Globalization;
using Grpc.Core;

namespace FlextMonitor.Daemon.Service;

/// <summary>Answers a call before any service sees it.</summary>
internal static class StatusAnswer
{
    /// <summary>The content type of gRPC.</summary>
    public const string ContentType = "application/grpc";

    /// <summary>Sends the status alone, which gRPC does in the headers: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#responses</summary>
    /// <param name="response">The answer.</param>
    /// <param name="status">The status.</param>
    /// <param name="message">What it means, in ASCII and without percent signs.</param>
    public static Task CompleteWithStatusAsync(this HttpResponse response, StatusCode status, string message)
    {
        response.ContentType = ContentType;
        response.Headers["grpc-status"] = ((int)status).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = message;
        return response.CompleteAsync();
    }
}
