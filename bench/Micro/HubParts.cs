using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Hub.Live;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Bench.Micro;

/// <summary>The hub's internal parts from its own registration, with a state of many executions. They live as long as the process.</summary>
internal sealed class HubParts
{
    private readonly IServiceProvider _services;
    private readonly TickSource _ticks;
    private long _tick;

    /// <param name="executions">Executions in view.</param>
    public HubParts(int executions)
    {
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddLogging()
            .AddLive()
            .BuildServiceProvider();
        _ticks = new TickSource(Options.Create(new BeatOptions { Executions = executions }), TimeProvider.System);
        State.Apply(FeedBatch.Of(_ticks.FirstState()));
    }

    public LiveState State => _services.GetRequiredService<LiveState>();

    public MessageEncoder Encoder => _services.GetRequiredService<MessageEncoder>();

    public FanOutRound Round => _services.GetRequiredService<FanOutRound>();

    /// <summary>The encoder's index of a protocol.</summary>
    public int NumberOf(string protocol) =>
        Encoder.NumberOf(_services.GetRequiredService<IHubProtocolResolver>().AllProtocols.Single(candidate => candidate.Name == protocol));

    /// <summary>All changes of the next tick, as one batch.</summary>
    public FeedBatch NextTick(BeatPattern pattern = BeatPattern.Changes) =>
        FeedBatch.Of([.. _ticks.Topics(pattern, ++_tick).SelectMany(topic => topic.Values)]);
}
