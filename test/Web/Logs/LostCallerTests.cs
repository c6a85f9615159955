using FlextMonitor.Web.Logs;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace FlextMonitor.Web.Tests.Logs;

/// <summary>Only a call whose caller left is left out of the log.</summary>
public sealed class LostCallerTests
{
    private const string Server = "Grpc.AspNetCore.Server.ServerCallHandler";
    private const string Reset = "The client reset the request stream.";

    public static TheoryData<string, Exception, bool> Entries => new()
    {
        { Server, new IOException(Reset), true },
        { Server, new IOException("No space left on device"), false },
        { Server, new InvalidOperationException(Reset), false },
        { "FlextMonitor.Daemon.Service", new IOException(Reset), false },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void Matches_FailureInTheLog_IsTrueOnlyForACallerThatLeft(string source, Exception failure, bool isLost)
    {
        var entry = new LogEvent(
            DateTimeOffset.UnixEpoch,
            LogEventLevel.Error,
            failure,
            new MessageTemplateParser().Parse("Error when executing service method"),
            [new LogEventProperty(Constants.SourceContextPropertyName, new ScalarValue(source))]);

        LostCaller.Matches(entry).ShouldBe(isLost);
    }
}
