using Microsoft.Extensions.Logging;

namespace FlextMonitor.Collector.Tests;

/// <summary>Tokens and answers that would cross a network unencrypted.</summary>
public sealed class PlainConnectionTests
{
    [Theory]
    [InlineData("http://daemon.example:50051", "secret", "The token of Daemons:0 crosses the network unencrypted")]
    [InlineData("http://daemon.example:50051", "", "What Daemons:0 answers crosses the network unencrypted")]
    [InlineData("https://daemon.example:50051", "secret", null)]
    [InlineData("https://daemon.example:50051", "", null)]
    [InlineData("http://127.0.0.1:1", "secret", null)]
    [InlineData("http://localhost:1", "secret", null)]
    [InlineData("unix:/run/daemon.sock", "secret", null)]
    public async Task Start_WithADaemon_WarnsOfWhatCrossesANetworkInTheClear(string address, string token, string? warning)
    {
        await using var collector = await CollectorHost.StartAsync(("Daemons:0:Address", address), ("Daemons:0:Token", token));

        var warnings = collector.Log.Entries.Where(entry => entry.Level == LogLevel.Warning && entry.Text.Contains("unencrypted", StringComparison.Ordinal)).ToList();

        if (warning is null)
        {
            warnings.ShouldBeEmpty();
        }
        else
        {
            warnings.ShouldHaveSingleItem().Text.ShouldStartWith(warning);
        }

        collector.Log.Entries.ShouldNotContain(entry => entry.Text.Contains("secret", StringComparison.Ordinal));
    }
}
