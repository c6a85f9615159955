using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.Samples.Tests;

/// <summary>A real Prometheus with the files of <c>docs/prometheus</c>. It only scrapes and evaluates more often.</summary>
internal sealed partial class PrometheusServer : IAsyncDisposable
{
    /// <summary>Also the most that an answer may take, which a busy machine needs.</summary>
    private const string ScrapeInterval = "2s";

    private readonly ProgramProcess _process;
    private readonly HttpClient _http;

    private PrometheusServer(ProgramProcess process, Uri address) => (_process, _http) = (process, new HttpClient { BaseAddress = address });

    /// <summary>Starts one that scrapes a monitor.</summary>
    /// <param name="folder">Where it keeps its files.</param>
    /// <param name="monitor">The monitor's address.</param>
    /// <param name="token">A service token.</param>
    public static async Task<PrometheusServer> StartAsync(DirectoryInfo folder, Uri monitor, string token)
    {
        var tokenFile = Path.Combine(folder.FullName, "flextmonitor.token");
        await File.WriteAllTextAsync(tokenFile, token);
        File.Copy(Repository.PathOf("docs", "prometheus", "alerts.yml"), Path.Combine(folder.FullName, "alerts.yml"));
        var configuration = Path.Combine(folder.FullName, "scrape.yml");
        await File.WriteAllTextAsync(configuration, "global: { evaluation_interval: 200ms }\n" + (await File.ReadAllTextAsync(Repository.PathOf("docs", "prometheus", "scrape.yml")))
            .Replace("15s", ScrapeInterval, StringComparison.Ordinal)
            .Replace("/etc/prometheus/flextmonitor.token", tokenFile, StringComparison.Ordinal)
            .Replace("localhost:5000", monitor.Authority, StringComparison.Ordinal));

        string[] arguments = [$"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(folder.FullName, "data")}", "--web.listen-address=127.0.0.1:0"];
        var process = ProgramProcess.StartCommand("bash", ["-c", "exec prometheus \"$@\" 2>&1", "prometheus", .. arguments]);
        try
        {
            var line = await process.LineAsync("msg=\"Listening on\"");
            await process.LineAsync("Server is ready to receive web requests");
            return new PrometheusServer(process, new Uri($"http://{ListenAddress().Match(line).Groups[1].Value}"));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a query gives: the labels and the newest value of each series. Throws if the query cannot be answered.</summary>
    public async Task<IReadOnlyList<(JsonObject Labels, double Value)>> QueryAsync(string query)
    {
        using var content = new FormUrlEncodedContent([new("query", query)]);
        using var answer = await _http.PostAsync("/api/v1/query", content, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        body!["status"]!.GetValue<string>().ShouldBe("success", $"{query}: {body["error"]}");
        return [.. body["data"]!["result"]!.AsArray().Select(series => (series!["metric"]!.AsObject(), double.Parse(series["value"]![1]!.GetValue<string>(), CultureInfo.InvariantCulture)))];
    }

    /// <summary>Its alert rules, with name, health and state.</summary>
    public async Task<IReadOnlyList<(string Name, string Health, string State)>> RulesAsync()
    {
        var body = await _http.GetFromJsonAsync<JsonObject>("/api/v1/rules?type=alert", TestContext.Current.CancellationToken);
        return [.. body!["data"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => (Text(rule!, "name"), Text(rule!, "health"), Text(rule!, "state")))];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private static string Text(JsonNode rule, string name) => rule[name]!.GetValue<string>();

    [GeneratedRegex("address=([0-9.:]+)")]
    private static partial Regex ListenAddress();
}
