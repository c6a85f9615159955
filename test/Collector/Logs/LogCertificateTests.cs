using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Logs;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Collector.Tests.Logs;

/// <summary>A log whose connection cannot be set up, because the file of its certificates is being replaced.</summary>
public sealed class LogCertificateTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<CollectorMetrics>().BuildServiceProvider();
    private readonly LogSource _source;

    public LogCertificateTests()
    {
        var daemon = new DaemonOptions { Address = "https://127.0.0.1:1", CaCertificate = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()) };
        _source = new LogSource(
            new SourceContext(daemon, new DaemonConnector(TimeProvider.System), TimeProvider.System),
            new DaemonCaller(daemon, _services.GetRequiredService<CollectorMetrics>(), TimeProvider.System),
            "e1",
            TimeProvider.System);
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Next_CertificateIsBeingReplaced_BreaksOffForNow()
    {
        using var reading = _source.Read(tailLines: 0, follow: true, TestContext.Current.CancellationToken);

        (await reading.NextAsync()).ShouldBeFalse();
        reading.Broken.ShouldNotBeNull().ShouldSatisfyAllConditions(
            broken => broken.Code.ShouldBe(HubErrorCodes.Unavailable),
            broken => broken.Message.ShouldBe("Daemon 'default': the connection could not be set up, because a file of its certificates cannot be used."));
    }

    [Fact]
    public async Task Progress_CertificateIsBeingReplaced_IsUnreachable() =>
        (await _source.ProgressAsync(TestContext.Current.CancellationToken)).ShouldBe(RunProgress.Unreachable);
}
