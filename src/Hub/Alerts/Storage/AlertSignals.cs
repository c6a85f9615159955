using System.Globalization;
using FlextMonitor.Collector.Cluster;
using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Alerts.Rules;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Carries between processes what is asked of the evaluator, what it has carried out, and that rules were changed.</summary>
internal sealed class AlertSignals(
    ClusterSignals signals, ProblemCommands commands, CarriedOutCommands carriedOut, StoredRules rules, AlertsStoreGuard guard, IEvaluatorLeadership leadership, TimeProvider time, ILogger<AlertSignals> logger) : SupervisedService
{
    /// <summary>How often rules and commands are looked at without a signal, which may have been lost.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        signals.Listen(ClusterTopics.CommandsAsked, _ => commands.Wake());
        signals.Listen(ClusterTopics.CommandsDone, numbers => carriedOut.Note([.. numbers.Split(',').Select(number => long.Parse(number, CultureInfo.InvariantCulture))]));
        return base.StartAsync(cancellationToken);
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => leadership.IsShared ? [new("The signals of alerts", RunAsync, new(), time, logger)] : [];

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await signals.WaitAsync(ClusterTopics.RulesChanged, Pace, cancellationToken).ConfigureAwait(false);
            await guard.TryAsync("rules", () => rules.ReloadAsync(cancellationToken)).ConfigureAwait(false);
            commands.Wake();
        }
    }
}
