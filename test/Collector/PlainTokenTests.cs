using Microsoft.Extensions.Logging;

namespace FlextMonitor.Collector.Tests;

/// <summary>A token that would cross a network unencrypted.</summary>
public sealed class PlainTokenTests
{
    [Theory]
    [InlineData("http://daemon.example:50051", "secret", true)]
    [InlineData("http://daemon.example:50051", "", false)]
    [InlineData("https://daemon.example:50051", "secret", false)]
    [InlineData("http://127.0.0.1:1", "secret", false)]
    [InlineData("http://localhost:1", "secret", false)]
    [InlineData("unix:/run/daemon.sock", "secret", false)]
    public async Task Start_WithATokenForADaemon_WarnsIfItCrossesANetworkInTheClear(string address, string token, bool warns)
    {
        await using var collector = await CollectorHost.StartAsync(("Daemons:0:Address", address), ("Daemons:0:Token", token));

        var warnings = collector.Log.Entries.Where(entry => entry.Level == LogLevel.Warning && entry.Text.StartsWith("The token of Daemons:0 crosses the network unencrypted", StringComparison.Ordinal)).ToList();

        warnings.Count.ShouldBe(warns ? 1 : 0);
        collector.Log.Entries.ShouldNotContain(entry => entry.Text.Contains("secret", StringComparison.Ordinal));
    }
}
