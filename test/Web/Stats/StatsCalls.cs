using System.Text.Json.Nodes;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Stats;

/// <summary>Asks for the stats.</summary>
internal static class StatsCalls
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until they are as a test expects.</summary>
    public static async Task<JsonNode> StatsWhenAsync(this HttpClient caller, Predicate<JsonNode> expected, string query = "")
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        while (true)
        {
            using var answer = await caller.GetAsync(Routes.Stats + query, limit.Token);
            var stats = await answer.ReadAsync();
            if (expected(stats))
            {
                return stats;
            }

            await Task.Delay(Pause, TimeProvider.System, limit.Token);
        }
    }
}
