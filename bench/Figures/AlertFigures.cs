using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Bench.Figures;

/// <summary>How long it takes from the daemon's answer with a failed run, or with the good one after it, to the request that tells a webhook of it.</summary>
internal static class AlertFigures
{
    private const int Daemons = 20;
    private const int Rounds = 5;
    private const string Opened = "opened";
    private const string Resolved = "resolved";

    // Openings within a second are one message, and those of one daemon and kind are gathered for a minute.
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(62);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Effort effort, CancellationToken cancellationToken)
    {
        var (told, answered) = (new ConcurrentDictionary<string, double>(), new ConcurrentDictionary<string, DateTimeOffset>());
        RecordingReceiver? receiving = null;
        await using var receiver = receiving = await RecordingReceiver.StartAsync(async _ => Take(await receiving!.NextAsync(), answered, told));
        var daemons = new List<ScriptedDaemon>();
        var runs = Enumerable.Range(0, Daemons).Select(_ => new ConcurrentQueue<Execution>()).ToList();
        for (var number = 0; number < Daemons; number++)
        {
            var (name, queue) = (NameOf(number), runs[number]);
            daemons.Add(await ScriptedDaemon.StartAsync(new DaemonScript { ListExecutions = (_, _) => Task.FromResult(Answer(name, queue, answered)) }));
        }

        await using var host = await MonitorServer.StartAsync(null, MonitorServer.EmptyDataFolder(), cancellationToken, [.. daemons.SelectMany(SettingsOf), ("Alerts__AllowPrivateTargets", "true")]);
        await AddWebhookAsync(host, receiver.Address, cancellationToken);
        for (var round = 0; round < effort.Times(Rounds) && !cancellationToken.IsCancellationRequested; round++)
        {
            await ChangeAsync(runs, round, Status.Failed, told, cancellationToken);
            await ChangeAsync(runs, round, Status.Success, told, cancellationToken);
            if (!effort.IsTrial)
            {
                await Task.Delay(BetweenRounds, TimeProvider.System, cancellationToken);
            }
        }

        foreach (var daemon in daemons)
        {
            await daemon.DisposeAsync();
        }

        return [.. FiguresOf(Opened, told), .. FiguresOf(Resolved, told)];
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"daemon-{number}");

    private static IEnumerable<Figure> FiguresOf(string what, ConcurrentDictionary<string, double> told)
    {
        double[] times = [.. told.Where(entry => entry.Key.EndsWith(what, StringComparison.Ordinal)).Select(entry => entry.Value).Order()];
        yield return new($"{times.Length} problems {what}: daemon's answer to request, median", Figure.Milliseconds(Median.Of(times)), "1,000 ms of it gather");
        yield return new("the same, p99", Figure.Milliseconds(times[(int)Math.Ceiling(0.99 * times.Length) - 1]), "2,000 ms at most, 1,200 ms meant");
    }

    private static IEnumerable<(string Name, string Value)> SettingsOf(ScriptedDaemon daemon, int number)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"Daemons__{number}__");
        return [(prefix + "Name", NameOf(number)), (prefix + "Address", daemon.Address), (prefix + "LoadPercent", "100")];
    }

    private static async Task ChangeAsync(List<ConcurrentQueue<Execution>> runs, int round, Status status, ConcurrentDictionary<string, double> told, CancellationToken cancellationToken)
    {
        foreach (var queue in runs)
        {
            var now = TimeProvider.System.GetUtcNow();
            queue.Enqueue(new Execution
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{round}-{status}"),

                // One that fails again and again becomes a problem that flaps.
                PipelineId = string.Create(CultureInfo.InvariantCulture, $"orders-{round}"),
                Status = status,
                StartedAt = Timestamp.FromDateTimeOffset(now.AddSeconds(-30)),
                FinishedAt = Timestamp.FromDateTimeOffset(now),
                DurationSeconds = 30,
            });
            await Task.Delay(Spacing, TimeProvider.System, cancellationToken);
        }

        var expected = ((2 * round) + (status == Status.Failed ? 1 : 2)) * runs.Count;
        await Eventually.IsAsync(() => told.Count >= expected);
    }

    private static ListExecutionsResponse Answer(string daemon, ConcurrentQueue<Execution> runs, ConcurrentDictionary<string, DateTimeOffset> answered)
    {
        foreach (var run in runs)
        {
            answered.TryAdd($"{daemon} {run.Id}", TimeProvider.System.GetUtcNow());
        }

        return new ListExecutionsResponse { Executions = { runs.Reverse() }, Total = runs.Count };
    }

    private static void Take(ReceivedRequest request, ConcurrentDictionary<string, DateTimeOffset> answered, ConcurrentDictionary<string, double> told)
    {
        var now = TimeProvider.System.GetUtcNow();
        var body = JsonNode.Parse(request.Body)!;
        var what = body["event"]!.GetValue<string>();
        foreach (var problem in body["problems"]!.AsArray())
        {
            // The run that failed, which a problem that is over still names.
            var round = problem!["executionId"]!.GetValue<string>().Split('-')[0];
            var run = $"{problem["source"]} {round}-{(what == Opened ? Status.Failed : Status.Success)}";
            told[$"{run} {what}"] = (now - answered[run]).TotalMilliseconds;
        }
    }

    private static async Task AddWebhookAsync(MonitorServer host, string address, CancellationToken cancellationToken)
    {
        using var administrator = new HttpClient { BaseAddress = host.Address };
        administrator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await host.SignInAsync(cancellationToken));
        using var made = await administrator.PostAsJsonAsync(Routes.AlertChannels, new { name = "receiver", kind = "webhook", settings = new { url = address, secret = "of the bench" } }, cancellationToken);
        made.EnsureSuccessStatusCode();
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetString();
        using var route = await administrator.PostAsJsonAsync(Routes.AlertRoutes, new { name = "failures", channels = new[] { id }, match = new { kinds = new[] { ProblemKinds.Failing } } }, cancellationToken);
        route.EnsureSuccessStatusCode();
    }
}
