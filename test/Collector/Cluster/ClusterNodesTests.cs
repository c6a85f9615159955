using FlextMonitor.Collector.Cluster;
using FlextMonitor.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace FlextMonitor.Collector.Tests.Cluster;

/// <summary>What processes say of themselves in a real Redis.</summary>
public sealed class ClusterNodesTests(RedisServer server)
{
    private const string Secret = "hunter2-never-said";

    private readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Announce_OfSeveral_EachKnowsAll_AndForgetsWhoLeaves()
    {
        var redis = await server.CreateDatabaseAsync();
        await using var first = Process("first", redis, interval: "00:00:01");
        await using var second = Process("second", redis, interval: "00:00:02");

        await Nodes(first).AnnounceAsync(_cancellationToken).DefaultTimeout();
        await Nodes(second).AnnounceAsync(_cancellationToken).DefaultTimeout();
        await Nodes(first).AnnounceAsync(_cancellationToken).DefaultTimeout();

        Nodes(first).All.Select(node => node.Node).ShouldBe(["first", "second"]);
        Nodes(second).All.Select(node => node.Node).ShouldBe(["first", "second"]);
        var own = Nodes(first).Own;
        own.Roles.ShouldBe(["hub", "collector", "evaluator"]);
        own.ClockOffset.ShouldNotBeNull().Duration().ShouldBeLessThan(TimeSpan.FromSeconds(2), "both are on this machine");
        ClusterFindings.Of(Nodes(first).All).ShouldHaveSingleItem().Values["daemons"].ShouldBe("north");

        await Nodes(second).LeaveAsync(_cancellationToken).DefaultTimeout();
        await Nodes(first).AnnounceAsync(_cancellationToken).DefaultTimeout();

        Nodes(first).All.Select(node => node.Node).ShouldBe(["first"]);
    }

    [Fact]
    public async Task Own_WithASecret_IsTheSameAsWithout()
    {
        await using var with = Process("first", redis: null, interval: "00:00:01", token: Secret);
        await using var without = Process("first", redis: null, interval: "00:00:01");

        Nodes(with).Own.Daemons.ShouldBe(Nodes(without).Own.Daemons);
    }

    [Fact]
    public async Task All_OfOneProcessAlone_IsItself()
    {
        await using var alone = Process("alone", redis: null, interval: "00:00:01");

        Nodes(alone).IsShared.ShouldBeFalse();
        Nodes(alone).IsRedisAway.ShouldBeFalse();
        Nodes(alone).All.ShouldHaveSingleItem().Node.ShouldBe("alone");
    }

    private static ClusterNodes Nodes(ServiceProvider process) => process.GetRequiredService<ClusterNodes>();

    private static ServiceProvider Process(string node, string? redis, string interval, string? token = null) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ConnectionStrings:Redis", redis),
            new("Cluster:Node", node),
            new("Daemons:0:Name", "north"),
            new("Daemons:0:Address", "http://localhost:1"),
            new("Daemons:0:Interval", interval),
            new("Daemons:0:Token", token),
        ]).Build())
        .AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = Path.GetTempPath() })
        .AddLogging()
        .AddCollector()
        .BuildServiceProvider();
}
