using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Web.Tests.Programs;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Web.Tests.Telemetry;

/// <summary>
/// What <c>/metrics</c> tells of a daemon, and that the documents name what it tells. The program is a process of its own: OpenTelemetry listens to meters by
/// their names, so that in one process with other hosts a scrape has their values too, and loses a metric when one of them ends.
/// </summary>
public sealed partial class WatchedMetricsTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scrape_OfALiveDaemon_HasEveryDocumentedMetric_AndOfOneThatIsDownNoFigure()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(new DaemonScript { ListExecutions = (_, _) => Task.FromResult(Runs()) });
        await using var program = ProgramRun.Start(
            ("Daemons:0:Address", daemon.Address), ("Daemons:0:Interval", "00:00:00.2"), ("Admin:Email", MonitorHost.AdminEmail), ("Admin:Password", MonitorHost.Password));
        using var service = await ServiceAsync(await program.AddressAsync());
        var documented = Documented("metrics.md");

        var live = await ScrapeAsync(service, samples => documented.All(name => samples.Exists(sample => sample.Name == name)));

        live.Find(sample => sample.Name == "flextmonitor_source_up")!.Value.ShouldBe(1);
        live.Find(sample => sample.Name == "flextmonitor_source_cpu_usage_percent")!.Value.ShouldBe(12.5);
        live.Find(sample => sample is { Name: "flextmonitor_pipeline_last_run_success" })!.Value.ShouldBe(1);
        live.Find(sample => sample is { Name: "flextmonitor_pipeline_last_run_duration_seconds" })!.Value.ShouldBe(90);
        live.Where(sample => sample.Name == "flextmonitor_source_runs_total").Select(sample => sample.Value).ShouldBe([0, 0, 0]);

        await daemon.StopAsync();
        var down = await ScrapeAsync(service, samples => samples.Exists(sample => sample is { Name: "flextmonitor_source_up", Value: 0 }));
        down.Where(sample => sample.Name is "flextmonitor_source_cpu_usage_percent" or "flextmonitor_source_active_pipelines").ShouldAllBe(sample => double.IsNaN(sample.Value));
        down.ShouldContain(sample => sample.Name == "flextmonitor_source_age_seconds");
    }

    [Theory]
    [InlineData("prometheus/alerts.yml")]
    [InlineData("prometheus/grafana.json")]
    public void Document_OfPrometheus_NamesOnlyDocumentedMetrics(string document)
    {
        var documented = Documented("metrics.md");

        var named = Documented(document);

        named.ShouldNotBeEmpty();
        named.ShouldBeSubsetOf(documented);
    }

    [Fact]
    public void Dashboard_OfGrafana_CanBeRead()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "prometheus", "grafana.json")));

        dashboard.RootElement.GetProperty("panels").GetArrayLength().ShouldBeGreaterThan(5);
    }

    private static async Task<HttpClient> ServiceAsync(string address)
    {
        var service = new HttpClient { BaseAddress = new Uri(address) };
        using var login = await service.PostAsJsonAsync(Routes.Login, new { email = MonitorHost.AdminEmail, password = MonitorHost.Password }, Cancelled);
        service.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await login.ReadAsync())["accessToken"]!);
        return service;
    }

    private static ListExecutionsResponse Runs() => new()
    {
        Executions =
        {
            Enumerable.Range(0, 4).Select(i => new Execution
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"e{i}"),
                PipelineId = "orders",
                Status = Proto.Status.Success,
                StartedAt = Timestamp.FromDateTimeOffset(Start.AddMinutes(-i * 10)),
                FinishedAt = Timestamp.FromDateTimeOffset(Start.AddMinutes(-i * 10).AddSeconds(90)),
                DurationSeconds = 90,
            }),
        },
    };

    private static Task<List<Sample>> ScrapeAsync(HttpClient service, Predicate<List<Sample>> expected) => Eventually.GetAsync(
        async () => Line().Matches(await service.GetStringAsync("/metrics", Cancelled))
            .Select(line => new Sample(line.Groups[1].Value, double.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture)))
            .ToList(),
        expected);

    // The monitor's own metrics are only mentioned, with an ellipsis or as those worth an alert.
    private static HashSet<string> Documented(string document) => [.. Name().Matches(File.ReadAllText(Repository.PathOf("docs", document))).Select(name => name.Value)];

    [GeneratedRegex(@"^(flextmonitor_(?:source|pipeline)_[a-z_]+)(?:\{[^}]*\})? (\S+)", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("flextmonitor_(?:source|pipeline)_[a-z_]+")]
    private static partial Regex Name();

    private sealed record Sample(string Name, double Value);
}
