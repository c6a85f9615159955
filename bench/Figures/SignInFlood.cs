using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Figures;

/// <summary>Subscribers' latency while 64 callers with addresses of their own sign in with unknown names, each again after every answer.</summary>
internal static class SignInFlood
{
    private const int Callers = 64;
    private const int Warmup = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(MonitorProgram program, Effort effort, CancellationToken cancellationToken)
    {
        await using var daemon = await StampedDaemon.StartAsync();
        var folder = MonitorServer.EmptyDataFolder();
        await using var host = await MonitorServer.StartAsync(program, daemon.Address, folder, cancellationToken);
        await using var watcher = await Watcher.StartAsync(host, cancellationToken);
        var options = await host.OptionsAsync(Routes.DashboardHub, cancellationToken);
        var seconds = effort.Seconds(60);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var flood = Enumerable.Range(0, Callers).Select(number => SignInAsync(number, host.Address, stop.Token)).ToList();

        var result = await LoadRun.RunAsync("load", cancellationToken, [.. options, ("clients", 10), ("warmup", effort.Seconds(Warmup)), ("seconds", seconds)]);
        await stop.CancelAsync();
        var answers = (await Task.WhenAll(flood)).Aggregate((one, other) => (one.Checked + other.Checked, one.Refused + other.Refused));
        var latency = result.GetProperty("healthy").GetProperty("latencyMs");
        return
        [
            new("64 sign-ins at once from 64 addresses: sampled to received, p50", Figure.Milliseconds(latency.GetProperty("p50").GetDouble())),
            new("the same, p99", Figure.Milliseconds(latency.GetProperty("p99").GetDouble())),
            new("the same, falsely `down`", watcher.Downs.ToString(CultureInfo.InvariantCulture)),
            new("the same, sign-ins that were checked, a second", Figure.Number(answers.Checked / (double)(seconds + effort.Seconds(Warmup)))),
            new("the same, sign-ins that were refused, a second", Figure.Number(answers.Refused / (double)(seconds + effort.Seconds(Warmup)))),
        ];
    }

    private static async Task<(int Checked, int Refused)> SignInAsync(int number, Uri host, CancellationToken stop)
    {
        using var http = LoopbackClients.Http(number, host, Limit);
        var (tried, passed, refused) = (0, 0, 0);
        while (!stop.IsCancellationRequested)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"nobody-{number}-{tried++}@example.com");
            try
            {
                using var answer = await http.PostAsJsonAsync(Routes.Login, new { email = name, password = "wrong horse battery" }, stop);
                var isChecked = answer.StatusCode == HttpStatusCode.Unauthorized;
                (passed, refused) = (passed + (isChecked ? 1 : 0), refused + (isChecked ? 0 : 1));
                if (answer.Headers.RetryAfter is not null)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
                }
            }
            catch (OperationCanceledException)
            {
                // The end of the run, or no answer within the limit.
            }
        }

        return (passed, refused);
    }
}
