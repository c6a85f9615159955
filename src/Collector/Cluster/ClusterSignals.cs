using System.Collections.Concurrent;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Cluster;

/// <summary>
/// Tells all processes of the installation that something is worth looking at. A signal may be lost while Redis is away, so a reader that waits for one also looks by itself now and then. One process alone hears its
/// own signals only.
/// </summary>
public sealed partial class ClusterSignals
{
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly Lazy<RedisConnection?> _redis;
    private readonly NodeIdentity _node;
    private readonly TimeProvider _time;
    private readonly ILogger<ClusterSignals> _logger;

    /// <summary>Reads from the settings whether there are several processes.</summary>
    public ClusterSignals(IOptions<ClusterOptions> options, IServiceProvider services, NodeIdentity node, TimeProvider time, ILogger<ClusterSignals> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _redis = new Lazy<RedisConnection?>(() => options.Value.IsShared ? services.GetRequiredService<RedisConnection>() : null);
        _node = node;
        _time = time;
        _logger = logger;
    }

    /// <summary>Tells this process at once and the others without waiting for them.</summary>
    /// <param name="topic">One of <see cref="ClusterTopics"/>.</param>
    /// <param name="text">What those who listen are given.</param>
    public void Send(string topic, string text = "")
    {
        Of(topic).Hear(text);
        SendToOthers(topic, text);
    }

    /// <summary>Tells the other processes without waiting for them.</summary>
    public void SendToOthers(string topic, string text = "")
    {
        if (_redis.Value is not null)
        {
            _ = PublishAsync($"{_node.Id} {topic} {text}");
        }
    }

    /// <summary>Has something called whenever a topic is signalled, by any process. It must return at once.</summary>
    public void Listen(string topic, Action<string> heard)
    {
        ArgumentNullException.ThrowIfNull(heard);
        Of(topic).Heard += heard;
    }

    /// <summary>Waits for a topic, at most for the given time. One caller may wait for each topic.</summary>
    public Task WaitAsync(string topic, TimeSpan atMost, CancellationToken cancellationToken) => Of(topic).Signal.WaitAsync(atMost, cancellationToken);

    /// <summary>Begins to hear the other processes. It tries again until it can.</summary>
    internal async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        if (_redis.Value is not { } redis)
        {
            return;
        }

        var backOff = new BackOff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1));
        while (true)
        {
            try
            {
                await redis.SubscribeAsync(redis.Keys.Signals, Hear).WaitAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (RedisFailure.IsAway(exception))
            {
                await Task.Delay(backOff.Next(), _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Topic Of(string name) => _topics.GetOrAdd(name, _ => new Topic(_time));

    private void Hear(string message)
    {
        // Its own signals were heard at once.
        if (message.Split(' ', 3) is [var sender, var topic, var text] && sender != _node.Id)
        {
            Of(topic).Hear(text);
        }
    }

    private async Task PublishAsync(string message)
    {
        try
        {
            var database = await _redis.Value!.DatabaseAsync().ConfigureAwait(false);
            await database.PublishAsync(_redis.Value!.Keys.Signals, message).ConfigureAwait(false);
        }
        catch (Exception exception) when (RedisFailure.IsAway(exception))
        {
            // The others look by themselves.
            Log.NotSent(_logger, RedisFailure.Reason(exception));
        }
    }

    private sealed class Topic(TimeProvider time)
    {
        public event Action<string>? Heard;

        public AsyncAutoResetEvent Signal { get; } = new(time);

        public void Hear(string text)
        {
            Signal.Set();
            Heard?.Invoke(text);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2720, LogLevel.Debug, "A signal to the other processes was not sent: {Reason}")]
        public static partial void NotSent(ILogger logger, string reason);
    }
}
