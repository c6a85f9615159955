using System.Diagnostics.Metrics;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>The real live state and fan-out. The test controls rounds and time.</summary>
internal sealed class FanOutFixture : IDisposable
{
    private static readonly Rights EverySource = Rights.Of([new Grant(Roles.Viewer, [])]);

    private readonly ServiceProvider _services;
    private readonly MessageEncoder _encoder;
    private int _connections;

    public FanOutFixture()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddMetrics();
        services.AddSignalRCore()
            .AddJsonProtocol(json => WireFormat.ConfigureJson(json.PayloadSerializerOptions))
            .AddMessagePackProtocol(messagePack => messagePack.SerializerOptions = WireFormat.MessagePack);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(Options.Create(new LiveOptions()));
        services.AddSingleton<LiveMetrics>().AddSingleton<LiveState>().AddSingleton<MessageEncoder>().AddSingleton<FanOutRound>();
        services.AddSingleton<SubscriberCloser>().AddSingleton<FanOut>().AddSingleton<SubscriberSweep>();
        _services = services.BuildServiceProvider();
        State = _services.GetRequiredService<LiveState>();
        FanOut = _services.GetRequiredService<FanOut>();
        Sweep = _services.GetRequiredService<SubscriberSweep>();
        _encoder = _services.GetRequiredService<MessageEncoder>();
    }

    public TimerObservingTimeProvider Time { get; } = new(Messages.Noon);

    public LiveState State { get; }

    public FanOut FanOut { get; }

    public SubscriberSweep Sweep { get; }

    /// <summary>Records the measurements of one instrument of this hub.</summary>
    public MeasurementRecorder Measure(string instrument) => new(_services.GetRequiredService<IMeterFactory>(), instrument);

    public void Apply(params SourceMessage[] messages) => State.Apply(FeedBatch.Of(messages));

    /// <summary>Connects a subscriber with the first or the second protocol whose connection buffers the given bytes before writes wait.</summary>
    public (Subscriber Subscriber, PipeConnection Connection) Connect(int protocol = 0, int holds = 1 << 20, DateTimeOffset? expiresAt = null, string? session = null, Rights? rights = null)
    {
        var spoken = _services.GetRequiredService<IHubProtocolResolver>().AllProtocols[protocol];
        var connection = new PipeConnection($"connection-{_connections++}", spoken, holds);
        var subscriber = new Subscriber(connection.Hub, _encoder.NumberOf(spoken), rights ?? EverySource, FanOut.Signal) { ConnectedAt = Time.GetUtcNow(), ExpiresAt = expiresAt, SessionId = session };
        FanOut.Add(subscriber);
        return (subscriber, connection);
    }

    /// <summary>Connects a subscriber with a protocol that the hub does not know, so that every round fails.</summary>
    public Subscriber ConnectWithoutProtocol()
    {
        var connection = new PipeConnection($"connection-{_connections++}", Protocol(0), holds: 1);
        var subscriber = new Subscriber(connection.Hub, protocol: int.MaxValue, EverySource, FanOut.Signal) { ConnectedAt = Time.GetUtcNow() };
        FanOut.Add(subscriber);
        return subscriber;
    }

    /// <summary>Creates a service that is not registered, from the registered services and the given parts.</summary>
    public T Create<T>(params object[] parts) => ActivatorUtilities.CreateInstance<T>(_services, parts);

    public IHubProtocol Protocol(int number) => _services.GetRequiredService<IHubProtocolResolver>().AllProtocols[number];

    public void Dispose() => _services.Dispose();
}
