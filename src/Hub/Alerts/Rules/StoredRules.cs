using System.Text.Json;
using FlextMonitor.Collector.Cluster;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems.Rules;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Rules;

/// <summary>The built-in rules with what people changed of them, and people's own.</summary>
internal sealed class StoredRules(IDbContextFactory<AlertsDbContext> store, BuiltIns builtIns, ClusterSignals signals) : IRuleSource
{
    private readonly Lock _gate = new();
    private IReadOnlyList<Rule> _current = InOrder(builtIns.Rules);
    private TaskCompletionSource _changed = New();
    private string? _read;

    public IReadOnlyList<Rule> Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    public async Task WaitForChangeAsync(IReadOnlyList<Rule> known, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_gate)
        {
            if (!ReferenceEquals(known, _current))
            {
                return;
            }

            changed = _changed.Task;
        }

        await changed.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>This process has changed rules: reads them, and has the others read them.</summary>
    public async Task ChangedAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken).ConfigureAwait(false);
        signals.Send(ClusterTopics.RulesChanged);
    }

    /// <summary>Reads the rules from the store: at the start, and after each change.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var stored = await context.Rules.AsNoTracking().Select(row => RuleOf(row)).ToListAsync(cancellationToken).ConfigureAwait(false);
        var unchanged = builtIns.Rules.Where(rule => !stored.Exists(other => other.Id == rule.Id));
        var read = JsonSerializer.Serialize(stored);
        lock (_gate)
        {
            // Read again and again where several processes may change them.
            if (read == _read)
            {
                return;
            }

            _read = read;
            _current = InOrder([.. unchanged, .. stored]);
            _changed.TrySetResult();
            _changed = New();
        }
    }

    /// <summary>A rule as it is stored.</summary>
    public static Rule RuleOf(RuleRow row) => new(row.Id, row.Name, row.Kind, row.IsEnabled, row.Severity, row.Match, row.Settings, row.Runbook);

    private static IReadOnlyList<Rule> InOrder(IEnumerable<Rule> rules) => [.. rules.OrderBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase).ThenBy(rule => rule.Id, StringComparer.Ordinal)];

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
