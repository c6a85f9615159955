using FlextMonitor.Web.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace FlextMonitor.Web.Tests.Logs;

/// <summary>Only the start that failed is left out of the log: the program prints why in one line.</summary>
public sealed class ExplainedStartFailureTests
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";
    private const int StartupFaulted = 11;
    private const int BackgroundServiceFaulted = 9;

    public static TheoryData<string, int, Exception, bool> Entries => new()
    {
        { Host, StartupFaulted, new OptionsValidationException("", typeof(object), ["Logs:Level is 'x'"]), true },
        { Host, StartupFaulted, new OperationCanceledException(), true },
        { Host, StartupFaulted, new InvalidOperationException("a bug"), false },
        { Host, BackgroundServiceFaulted, new OptionsValidationException("", typeof(object), ["Logs:Level is 'x'"]), false },
        { Host, BackgroundServiceFaulted, new OperationCanceledException(), false },
        { "FlextMonitor.Hub", StartupFaulted, new OperationCanceledException(), false },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void Matches_FailureInTheLog_IsTrueOnlyForAStartThatIsExplained(string category, int id, Exception failure, bool isExplained)
    {
        var sink = new Sink();
        using var log = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        using var factory = new SerilogLoggerFactory(log);

        factory.CreateLogger(category).Log(LogLevel.Error, new EventId(id, "Faulted"), "Failed", failure, (state, _) => state);

        ExplainedStartFailure.Matches(sink.Entry.ShouldNotBeNull()).ShouldBe(isExplained);
    }

    private sealed class Sink : ILogEventSink
    {
        public LogEvent? Entry { get; private set; }

        public void Emit(LogEvent logEvent) => Entry = logEvent;
    }
}
