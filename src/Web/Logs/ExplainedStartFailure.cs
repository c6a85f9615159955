using Serilog.Events;
using Serilog.Filters;

namespace FlextMonitor.Web.Logs;

/// <summary>Finds the entry that the host logs, with a stack, when it cannot start, if the program prints the cause in one line.</summary>
internal static class ExplainedStartFailure
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>The event <c>HostedServiceStartupFaulted</c> of the host.</summary>
    private const int StartupFaulted = 11;

    private static readonly Func<LogEvent, bool> IsFromTheHost = Matching.FromSource(Host);

    /// <summary>
    /// Whether the program explains this entry: why it cannot start, or that it was told to stop before it had started. The failure of a service that
    /// has started is not among them, whatever its type.
    /// </summary>
    public static bool Matches(LogEvent entry) => IsFromTheHost(entry)
        && IsStartupFault(entry)
        && (entry.Exception is OperationCanceledException || StartFailure.Explain(entry.Exception, KestrelStartFailure.Explain) is not null);

    private static bool IsStartupFault(LogEvent entry) => entry.Properties.GetValueOrDefault("EventId") is StructureValue id
        && id.Properties.Any(part => part is { Name: "Id", Value: ScalarValue { Value: StartupFaulted } });
}
