using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Web.Stats;

/// <summary><c>GET /api/stats/</c>: the endpoint that clients of the previous dashboard poll. It answers from memory and never waits for a daemon.</summary>
internal static class StatsEndpoint
{
    private const int RecentExecutions = 10;

    public static void MapStats(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Routes.Stats, [HttpMethods.Get, HttpMethods.Head], Answer).RequireRole(Roles.Viewer)
            .WithTags("Stats").WithSummary("Latest values of one daemon").WithDescription("Answered from memory. `source` names a daemon; the default is the first configured one that the caller may see.")
            .Produces<StatsResponse>().Produces<StatsResponse>(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<JsonHttpResult<StatsResponse>, ProblemHttpResult> Answer(string? source, HttpContext http, Rights rights, ISourceCatalog sources, ILiveState live, TimeProvider time)
    {
        string[] visible = [.. sources.Names.Where(rights.MaySee)];
        var name = string.IsNullOrEmpty(source) ? visible.FirstOrDefault("") : source;
        var snapshot = name != SourceNames.Monitor && rights.MaySee(name) ? live.Find(name) : null;
        if (snapshot is null && !visible.Contains(name, StringComparer.Ordinal))
        {
            Note(name, isHidden: sources.Names.Contains(name, StringComparer.Ordinal) || live.Find(name) is not null, AuditDetails.Of(http));
            return TypedResults.Problem($"Unknown daemon '{IsolatedText.Of(name)}'. Known daemons: {string.Join(", ", visible)}.", statusCode: StatusCodes.Status404NotFound, title: "Unknown source");
        }

        var reachable = snapshot?.Status?.State is SourceState.Live or SourceState.Degraded;
        return TypedResults.Json(Respond(name, snapshot, reachable, time.GetUtcNow()), statusCode: reachable ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    // One that may not be seen is answered like one that does not exist. The audit trail tells the two apart.
    private static void Note(string name, bool isHidden, AuditDetails details)
    {
        details.About(name, id: null);
        details.IsRefused = isHidden;
    }

    private static StatsResponse Respond(string source, SourceSnapshot? snapshot, bool reachable, DateTimeOffset now) => new(
        source,
        Figures(reachable ? snapshot?.Stats : null, now),
        Health(reachable ? snapshot?.Health : null),
        [.. (snapshot?.Executions ?? []).Take(RecentExecutions).Select(execution => Execution(execution, now))],
        snapshot?.Status?.Error ?? (reachable ? null : "Connecting to the FLEXT daemon: it has not answered yet."));

    private static StatsFigures Figures(DashboardStats? stats, DateTimeOffset now) => new(
        stats?.ActivePipelines ?? 0,
        stats?.TotalExecutions ?? 0,
        stats?.SuccessRate ?? 0,
        stats?.CpuUsage ?? 0,
        stats?.MemoryUsage ?? 0,
        // The feed does not repeat stats in which only the uptime changed, so the last uptime is extrapolated.
        stats?.UptimeSeconds + (long?)(now - stats?.ObservedAt)?.TotalSeconds ?? 0);

    private static StatsHealth Health(HealthStatus? health) => new(
        health?.Healthy ?? false,
        (health?.Components ?? ValueMap<ComponentHealth>.Empty).ToDictionary(
            component => component.Key,
            component => new StatsComponent(component.Value.Healthy, component.Value.Message ?? "", component.Value.Metadata)));

    private static StatsExecution Execution(ExecutionData execution, DateTimeOffset now) => new(
        execution.Id,
        execution.PipelineName,
        execution.Status,
        execution.StartedAt,
        execution.Duration ?? (execution is { Status: ExecutionStatus.Running, StartedAt: { } since } && since <= now ? DurationWords.Of((long)(now - since).TotalSeconds) : null));
}
