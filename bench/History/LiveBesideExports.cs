using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Recording;

namespace FlextMonitor.Bench.History;

/// <summary>How much later live figures arrive while a host makes two files of runs all the time, in turn with the same host at rest.</summary>
internal static class LiveBesideExports
{
    /// <summary>The name of the daemon that the host watches: nobody may ask for the runs of others.</summary>
    private const string Source = "default";

    private const int Rounds = 9;

    /// <summary>Rounds before those that count: a host that has just started still compiles its hot code again.</summary>
    private const int FirstRounds = 4;

    private const int Seconds = 12;
    private const int Runs = 200_000;
    private const int LeastBytesOfRun = 60;

    private static readonly (string Name, string Value)[] Settings = [("Limits__RequestsPerSession", "1000000")];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Effort effort, CancellationToken cancellationToken)
    {
        var folder = MonitorServer.EmptyDataFolder();
        await using (var history = BenchHistory.Create(Path.Combine(folder, "history.db"), TimeProvider.System.GetUtcNow()))
        {
            await history.Get<HistoryWriter>().WriteAsync(cancellationToken);
            await new BenchData(history, [Source], TimeSpan.FromDays(30), effort.Times(Runs)).MakeRunsAsync(cancellationToken);
        }

        await using var daemon = await StampedDaemon.StartAsync();
        await using var host = await MonitorServer.StartAsync(daemon.Address, folder, cancellationToken, Settings);
        string[] tokens = [await CreateTokenAsync(host, "csv", cancellationToken), await CreateTokenAsync(host, "xlsx", cancellationToken)];
        var (alone, beside) = (new List<double>(), new List<double>());
        var files = 0;
        var first = effort.IsTrial ? 0 : FirstRounds;
        for (var round = 1; round <= first + effort.Times(Rounds); round++)
        {
            var atRest = (await Latency.MeasureAsync(host, Seconds, effort, cancellationToken)).P99;
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var exporting = Task.WhenAll(ExportAsync(host, tokens[0], "csv", effort.Times(Runs), ended.Token), ExportAsync(host, tokens[1], "xlsx", effort.Times(Runs), ended.Token));
            var atWork = (await Latency.MeasureAsync(host, Seconds, effort, cancellationToken)).P99;
            await ended.CancelAsync();
            files += (await exporting).Sum();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}{(round > first ? "" : ", not counted")}: {atRest:0.0} ms, beside {files} files so far {atWork:0.0} ms"));
            if (round > first)
            {
                alone.Add(atRest);
                beside.Add(atWork);
            }
        }

        return
        [
            new(string.Create(CultureInfo.InvariantCulture, $"sampled to received, 10 subscribers, p99, median of {alone.Count} rounds"), Figure.Milliseconds(Median.Of(alone))),
            new(
                string.Create(CultureInfo.InvariantCulture, $"the same while two files of {effort.Times(Runs):N0} runs are made all the time ({files} were)"),
                string.Create(CultureInfo.InvariantCulture, $"{Figure.Milliseconds(Median.Of(beside))} ({(Median.Of(beside) / Median.Of(alone)) - 1:+0 %;-0 %})"),
                "20 % more at most, 10 % aimed at"),
        ];
    }

    // One at a time for each person or token.
    private static async Task<string> CreateTokenAsync(MonitorServer host, string name, CancellationToken cancellationToken)
    {
        using var http = Client(host, await host.SignInAsync(cancellationToken));
        using var answer = await http.PostAsJsonAsync(Routes.Tokens, new { name, grants = new[] { new { role = "viewer", sources = Array.Empty<string>() } } }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("token").GetString()!;
    }

    /// <summary>Asks for one file after the other until it is cancelled; returns how many were whole.</summary>
    private static async Task<int> ExportAsync(MonitorServer host, string token, string format, int runs, CancellationToken cancellationToken)
    {
        var files = 0;
        try
        {
            while (true)
            {
                var length = await ReadAsync(new Uri(host.Address, $"/api/export/runs.{format}"), token, cancellationToken);
                files += length > (long)runs * LeastBytesOfRun ? 1 : throw new InvalidOperationException($"A file of {runs} runs has {length} bytes.");
            }
        }
        catch (OperationCanceledException)
        {
            return files;
        }
    }

    /// <summary>Reads a file by a process of its own, of the lowest priority: who reads files is at another machine, and takes nothing of this one's processors.</summary>
    private static async Task<long> ReadAsync(Uri file, string token, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("nice", ["-n", "19", "curl", "--silent", "--fail", "--output", "/dev/null", "--write-out", "%{size_download}", "--header", "@-", file.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var reader = Process.Start(start) ?? throw new InvalidOperationException("curl did not start.");
        try
        {
            await reader.StandardInput.WriteLineAsync($"Authorization: Bearer {token}".AsMemory(), cancellationToken);
            reader.StandardInput.Close();
            var length = await reader.StandardOutput.ReadToEndAsync(cancellationToken);
            await reader.WaitForExitAsync(cancellationToken);
            return reader.ExitCode == 0
                ? long.Parse(length, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"curl ended with code {reader.ExitCode} as it read {file}."));
        }
        finally
        {
            if (!reader.HasExited)
            {
                reader.Kill();
            }
        }
    }

    private static HttpClient Client(MonitorServer host, string token) => new()
    {
        BaseAddress = host.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };
}
