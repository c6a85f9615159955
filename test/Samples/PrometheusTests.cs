using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.Samples.Tests;

/// <summary>
/// The files of <c>docs/prometheus</c> in a real Prometheus that scrapes a real monitor. That is a process of its own: in one with other hosts a scrape loses metrics when
/// one of them ends.
/// </summary>
public sealed class PrometheusTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prometheus-");
    private ScriptedDaemon _daemon = null!;
    private MonitorProcess _monitor = null!;
    private PrometheusServer _prometheus = null!;

    public async ValueTask InitializeAsync()
    {
        _daemon = await ScriptedDaemon.StartAsync();
        _monitor = await MonitorProcess.StartAsync([("prod", _daemon.Address)], ("Daemons:0:Interval", "00:00:00.2"));
        var made = await _monitor.PostAsync(
            Routes.Tokens, await _monitor.SignInAsync(), new JsonObject { ["name"] = "prometheus", ["grants"] = new JsonArray(new JsonObject { ["role"] = "viewer", ["sources"] = new JsonArray() }) });
        _prometheus = await PrometheusServer.StartAsync(_folder, new Uri(_monitor.Address), (string)made["token"]!);
    }

    public async ValueTask DisposeAsync()
    {
        await _prometheus.DisposeAsync();
        await _monitor.DisposeAsync();
        await _daemon.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Scrape_WithTheConfigurationOfTheDocuments_HasTheDaemonsFigures_AndEveryPanelOfTheDashboardCanBeAsked()
    {
        await Eventually.GetAsync(() => _prometheus.QueryAsync("flextmonitor_source_up"), series => series is [{ Value: 1 }]);

        var up = await _prometheus.QueryAsync("up");
        var panels = Queries().ToList();
        var answers = new List<int>();
        foreach (var query in panels)
        {
            answers.Add((await _prometheus.QueryAsync(query)).Count);
        }

        up.Single().Value.ShouldBe(1);
        up.Single().Labels["job"]!.GetValue<string>().ShouldBe("flextmonitor");
        panels.Count.ShouldBeGreaterThan(5);
        answers.Count(series => series > 0).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Rules_DaemonGoesDown_AllAreEvaluated_AndItsAlertIsPending()
    {
        await Eventually.GetAsync(_prometheus.RulesAsync, rules => rules.Count > 5 && rules.All(rule => rule.Health == "ok"));
        await Eventually.GetAsync(() => _prometheus.QueryAsync("flextmonitor_source_up"), series => series is [{ Value: 1 }]);
        (await _prometheus.RulesAsync()).Single(rule => rule.Name == "FlextDaemonDown").State.ShouldBe("inactive");

        await _daemon.StopAsync();

        await Eventually.GetAsync(_prometheus.RulesAsync, rules => rules.Single(rule => rule.Name == "FlextDaemonDown").State == "pending");
    }

    // What Grafana fills in: all daemons, and four scrapes.
    private static IEnumerable<string> Queries()
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(Repository.PathOf("docs", "prometheus", "grafana.json")))!;
        return dashboard["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? [])
            .Select(target => target!["expr"]!.GetValue<string>().Replace("$source", ".*", StringComparison.Ordinal).Replace("$__rate_interval", "1m", StringComparison.Ordinal));
    }
}
