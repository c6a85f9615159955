using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Figures;

/// <summary>How long the connection of a service token stays open after the token was revoked.</summary>
internal static class Closings
{
    private const int Rounds = 100;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Effort effort, CancellationToken cancellationToken)
    {
        await using var daemon = await StampedDaemon.StartAsync();
        await using var host = await MonitorServer.StartAsync(daemon.Address, MonitorServer.EmptyDataFolder(), cancellationToken);
        using var administrator = new HttpClient { BaseAddress = host.Address };
        administrator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await host.SignInAsync(cancellationToken));
        var times = new List<double>();
        for (var round = 0; round < effort.Times(Rounds); round++)
        {
            times.Add(await MeasureAsync(host, administrator, round, cancellationToken));
        }

        return
        [
            new($"{times.Count} tokens revoked: asked to closed, median", Figure.Milliseconds(Median.Of(times))),
            new("the same, worst", Figure.Milliseconds(times.Max()), "5,000 ms at most"),
        ];
    }

    private static async Task<double> MeasureAsync(MonitorServer host, HttpClient administrator, int round, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"watcher {round}");
        using var answer = await administrator.PostAsJsonAsync(Routes.Tokens, new { name, grants = new[] { new { role = "viewer", sources = Array.Empty<string>() } } }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var token = made.GetProperty("token").GetString();
        await using var subscriber = await HubSubscriber.ConnectAsync(host.Address.ToString(), HubProtocolKind.Json, options => options.AccessTokenProvider = () => Task.FromResult(token));
        await subscriber.NextAsync<Heartbeat>();

        var began = TimeProvider.System.GetTimestamp();
        using var revoked = await administrator.DeleteAsync(new Uri($"{Routes.Tokens}/{made.GetProperty("id").GetString()}", UriKind.Relative), cancellationToken);
        revoked.EnsureSuccessStatusCode();
        await subscriber.Closed.WaitAsync(cancellationToken);
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }
}
