using Serilog.Events;
using Serilog.Filters;

namespace FlextMonitor.Web.Logs;

/// <summary>
/// Finds the entry that the embedded daemon's gRPC server logs, as an error with a stack, for a call whose caller left before its request was read. The
/// caller is this process's collector, which leaves whenever the program stops.
/// </summary>
internal static class LostCaller
{
    private const string Server = "Grpc.AspNetCore.Server.ServerCallHandler";

    /// <summary>Kestrel's text (<c>Http2StreamResetByClient</c>); the type alone would match a failure of the daemon's own reading.</summary>
    private const string Reset = "The client reset the request stream.";

    private static readonly Func<LogEvent, bool> IsFromTheServer = Matching.FromSource(Server);

    /// <summary>Whether an entry says only that.</summary>
    public static bool Matches(LogEvent entry) => IsFromTheServer(entry) && entry.Exception is IOException { Message: Reset };
}
