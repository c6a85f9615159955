using System.Threading.Channels;
using FlextMonitor.Collector.Cluster;
using FlextMonitor.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Collector.Tests.Cluster;

/// <summary>What processes tell each other by a real Redis.</summary>
public sealed class ClusterSignalsTests(RedisServer server)
{
    private readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_SeveralProcesses_IsHeardOnceByEach()
    {
        var redis = await server.CreateDatabaseAsync();
        await using var one = Process("one", redis);
        await using var other = Process("other", redis);
        var (here, there) = (await ListenAsync(one), await ListenAsync(other));

        Signals(one).Send("topic", "1,2 3");
        Signals(one).Send("topic", "last");

        foreach (var heard in new[] { here, there })
        {
            (await heard.ReadAsync(_cancellationToken).AsTask().DefaultTimeout()).ShouldBe("1,2 3");
            (await heard.ReadAsync(_cancellationToken).AsTask().DefaultTimeout()).ShouldBe("last");
        }

        here.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Send_OneProcessAlone_HearsItsOwn()
    {
        await using var alone = Process("alone", redis: null);
        var heard = await ListenAsync(alone);
        var waiting = Signals(alone).WaitAsync("topic", TimeSpan.FromMinutes(5), _cancellationToken);

        Signals(alone).Send("topic");

        await waiting.DefaultTimeout();
        (await heard.ReadAsync(_cancellationToken).AsTask().DefaultTimeout()).ShouldBeEmpty();
    }

    private static ClusterSignals Signals(ServiceProvider process) => process.GetRequiredService<ClusterSignals>();

    private async Task<ChannelReader<string>> ListenAsync(ServiceProvider process)
    {
        var heard = Channel.CreateUnbounded<string>();
        Signals(process).Listen("topic", text => heard.Writer.TryWrite(text));
        await Signals(process).SubscribeAsync(_cancellationToken).DefaultTimeout();
        return heard.Reader;
    }

    private static ServiceProvider Process(string node, string? redis) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Redis", redis), new("Cluster:Node", node), new("Daemons:0:Address", "http://localhost:1")]).Build())
        .AddSingleton<Microsoft.Extensions.Hosting.IHostEnvironment>(new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { ContentRootPath = Path.GetTempPath() })
        .AddLogging()
        .AddCollector()
        .BuildServiceProvider();
}
