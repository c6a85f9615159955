using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hub.Alerts.Rules;

/// <summary>Reads the rules before the evaluator begins.</summary>
internal sealed class RuleLoading(StoredRules rules) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => rules.ReloadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
