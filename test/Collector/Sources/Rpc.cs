using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>The names of the daemon's methods, and how a script makes one of them fail.</summary>
internal static class Rpc
{
    public const string Stats = nameof(FlextService.FlextServiceClient.GetSystemStats);
    public const string Health = nameof(FlextService.FlextServiceClient.HealthCheck);
    public const string List = nameof(FlextService.FlextServiceClient.ListExecutions);

    /// <summary>The methods that are sampled.</summary>
    public static IReadOnlyList<string> Feeds { get; } = [Stats, Health, List];

    /// <summary>The name of the feed that a method provides.</summary>
    public static string FeedOf(string rpc) => rpc switch
    {
        Stats => FeedNames.Stats,
        Health => FeedNames.Health,
        _ => FeedNames.Executions,
    };

    /// <summary>Makes a method answer with an error. The returned action restores it.</summary>
    public static Action Fail(this DaemonScript script, string rpc, StatusCode code, string detail = "not here")
    {
        var (stats, health, list) = (script.GetSystemStats, script.HealthCheck, script.ListExecutions);
        switch (rpc)
        {
            case Stats:
                script.GetSystemStats = _ => throw Error(code, detail);
                return () => script.GetSystemStats = stats;
            case Health:
                script.HealthCheck = _ => throw Error(code, detail);
                return () => script.HealthCheck = health;
            default:
                script.ListExecutions = (_, _) => throw Error(code, detail);
                return () => script.ListExecutions = list;
        }
    }

    /// <summary>Makes every method that does not fail return something new: CPU at 77 %, not healthy, an execution named fresh.</summary>
    public static void Change(this DaemonScript script)
    {
        var (stats, health, list) = (script.GetSystemStats, script.HealthCheck, script.ListExecutions);
        script.GetSystemStats = async context => new SystemStats(await stats(context)) { CpuUsage = 77 };
        script.HealthCheck = async context => new Proto.HealthStatus(await health(context)) { Healthy = false };
        script.ListExecutions = async (request, context) =>
        {
            await list(request, context);
            return DaemonMessages.List(DaemonMessages.Execution("fresh"));
        };
    }

    public static RpcException Error(StatusCode code, string detail = "not here") => new(new Status(code, detail));
}
