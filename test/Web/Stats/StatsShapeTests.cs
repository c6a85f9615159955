using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Stats;

/// <summary>What <c>GET /api/stats/</c> answers, on a clock that stands.</summary>
public sealed class StatsShapeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Get_OfALiveDaemon_IsTheGoldenFile()
    {
        await using var host = await StartAsync(Now, script => script.ListExecutions = (_, _) => Task.FromResult(Executions(12)));
        using var service = await host.ServiceAsync();

        var stats = await service.StatsWhenAsync(IsComplete);

        var golden = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Stats", "Golden", "Stats.json"), TestContext.Current.CancellationToken));
        JsonNode.DeepEquals(stats, golden).ShouldBeTrue(stats.ToJsonString());
    }

    [Fact]
    public async Task Get_OfMoreThanTenExecutions_HasTheTenNewest()
    {
        await using var host = await StartAsync(Now, script => script.ListExecutions = (_, _) => Task.FromResult(Executions(25)));
        using var service = await host.ServiceAsync();

        var stats = await service.StatsWhenAsync(IsComplete);

        stats["recent_executions"]!.AsArray().Select(execution => (string?)execution!["id"])
            .ShouldBe(Enumerable.Range(0, 10).Select(i => $"run-{i}"));
    }

    [Fact]
    public async Task Get_OfARunningExecution_CountsItsDurationUpToNow()
    {
        var time = new FakeTimeProvider(Now);
        await using var host = await StartAsync(time, script => script.ListExecutions = (_, _) => Task.FromResult(Executions(1)));
        using var service = await host.ServiceAsync();
        await service.StatsWhenAsync(IsComplete);

        time.Advance(TimeSpan.FromSeconds(61));

        var stats = await service.StatsWhenAsync(IsComplete);
        ((string?)stats["recent_executions"]![0]!["duration"]).ShouldBe("2m 5s");
    }

    [Fact]
    public async Task Get_OfRatesWithMoreDecimals_HasOne()
    {
        await using var host = await StartAsync(Now, script => script.GetSystemStats = _ => Task.FromResult(new SystemStats
        {
            TotalExecutions = 3,
            SuccessRate = 66.6666,
            CpuUsage = 12.34567,
            MemoryUsage = 99.96,
        }));
        using var service = await host.ServiceAsync();

        var stats = await service.StatsWhenAsync(IsComplete);

        stats["stats"]!["success_rate"]!.GetValue<double>().ShouldBe(66.7);
        stats["stats"]!["cpu_usage"]!.GetValue<double>().ShouldBe(12.3);
        stats["stats"]!["memory_usage"]!.GetValue<double>().ShouldBe(100);
    }

    [Fact]
    public async Task Get_OfFiguresThatAreNone_HasZeros()
    {
        await using var host = await StartAsync(Now, script => script.GetSystemStats = _ => Task.FromResult(new SystemStats
        {
            ActivePipelines = -1,
            SuccessRate = double.NaN,
            CpuUsage = double.PositiveInfinity,
            MemoryUsage = -4,
            UptimeSeconds = -1,
        }));
        using var service = await host.ServiceAsync();

        var stats = await service.StatsWhenAsync(IsComplete);

        stats["stats"]!.AsObject().Select(figure => figure.Value!.GetValue<double>()).ShouldAllBe(figure => figure == 0);
    }

    [Theory]
    [InlineData("/api/stats/")]
    [InlineData("/api/stats")]
    public async Task Head_OfALiveDaemon_Is200WithoutABody(string path)
    {
        await using var host = await StartAsync(Now);
        using var service = await host.ServiceAsync();
        await service.StatsWhenAsync(IsComplete);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var answer = await service.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    private static bool IsComplete(JsonNode stats) => stats["error"] is null && stats["health"]!["healthy"]!.GetValue<bool>();

    private static Task<MonitorHost> StartAsync(DateTimeOffset now, Action<DaemonScript>? script = null) => StartAsync(new FakeTimeProvider(now), script);

    private static Task<MonitorHost> StartAsync(FakeTimeProvider time, Action<DaemonScript>? script) =>
        MonitorHost.StartAsync(script, services => services.AddSingleton<TimeProvider>(time));

    /// <summary>One that runs, since 64 s, then finished ones, each a minute older; the last told no time.</summary>
    private static ListExecutionsResponse Executions(int count)
    {
        var answer = new ListExecutionsResponse { Total = count };
        answer.Executions.Add(new Execution
        {
            Id = "run-0",
            PipelineId = "orders",
            Status = Proto.Status.Running,
            StartedAt = Timestamp.FromDateTimeOffset(Now.AddSeconds(-64)),
        });
        for (var i = 1; i < count; i++)
        {
            answer.Executions.Add(new Execution
            {
                Id = $"run-{i}",
                PipelineId = i % 2 == 0 ? "orders" : "unnamed",
                Status = i % 3 == 0 ? Proto.Status.Failed : Proto.Status.Success,
                StartedAt = Timestamp.FromDateTimeOffset(Now.AddMinutes(-i - 2)),
                FinishedAt = Timestamp.FromDateTimeOffset(Now.AddMinutes(-i - 2).AddSeconds(i)),
                DurationSeconds = i,
            });
        }

        return answer;
    }
}
