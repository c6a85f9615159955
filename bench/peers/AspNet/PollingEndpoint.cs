using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Peers;

/// <summary>The least cost of an ASP.NET server that clients poll: one endpoint that answers from memory.</summary>
internal static class PollingEndpoint
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var application = builder.Build();
        application.MapGet(Routes.Stats, () => new
        {
            stats = new { active_pipelines = 2, total_executions = 4000, success_rate = 97.5, cpu_usage = 12.5, memory_usage = 43.2, uptime_seconds = 3600 },
            health = new { healthy = true, components = Components() },
            recent_executions = Enumerable.Range(0, 10).Select(Execution),
            error = (string?)null,
        });
        return application;
    }

    private static Dictionary<string, object> Components() => new()
    {
        ["database"] = new { healthy = true, message = "answers", metadata = new Dictionary<string, string> { ["latencyMs"] = "3" } },
        ["plugins"] = new { healthy = true, message = "answers", metadata = new Dictionary<string, string> { ["latencyMs"] = "4" } },
        ["scheduler"] = new { healthy = true, message = "answers", metadata = new Dictionary<string, string> { ["latencyMs"] = "5" } },
    };

    private static object Execution(int index) =>
        new { id = $"execution-{index}", pipeline_name = "Orders to warehouse", status = "success", started_at = "2026-01-02T03:04:05.678Z", duration = "2m 3s" };
}
