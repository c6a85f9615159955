using FlextMonitor.Web.Logs;
using Serilog;
using Serilog.Extensions.Logging;

namespace FlextMonitor.Web.Tests.Logs;

/// <summary>Connections keep their loggers, so there must be one for all of them.</summary>
public sealed class SharedLoggersTests
{
    [Fact]
    public void CreateLogger_SameCategoryAgain_ReturnsTheSame()
    {
        using var loggers = new SharedLoggers(new SerilogLoggerFactory(new LoggerConfiguration().CreateLogger(), dispose: true));

        var logger = loggers.CreateLogger("Hub");

        loggers.CreateLogger("Hub").ShouldBeSameAs(logger);
        loggers.CreateLogger("Feed").ShouldNotBeSameAs(logger);
    }
}
