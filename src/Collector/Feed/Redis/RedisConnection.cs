using StackExchange.Redis;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>The connection of this process to Redis. It is made when first used, and again by itself whenever it breaks.</summary>
internal sealed class RedisConnection(ConfigurationOptions settings) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Task<ConnectionMultiplexer>? _multiplexer;
    private bool _isDisposed;

    /// <summary>Called when the connection breaks and when it is made again: what was published meanwhile may have been missed.</summary>
    public event Action? Changed;

    /// <summary>The names of the keys and channels.</summary>
    public RedisKeys Keys { get; } = new(settings.DefaultDatabase ?? 0);

    /// <summary>The database. It can be used at once; calls fail while there is no connection.</summary>
    /// <exception cref="FeedUnavailableException">The name of the server is unknown, or it refuses this client.</exception>
    public async Task<IDatabase> DatabaseAsync() => (await MultiplexerAsync().ConfigureAwait(false)).GetDatabase();

    /// <summary>Listens to a channel for as long as this object exists. Messages of a connection are heard one at a time, in the order in which they arrived.</summary>
    public async Task SubscribeAsync(RedisChannel channel, Action<string> heard)
    {
        // A handler of SubscribeAsync may be called for several messages at once, in any order.
        var messages = await (await MultiplexerAsync().ConfigureAwait(false)).GetSubscriber().SubscribeAsync(channel).ConfigureAwait(false);
        messages.OnMessage(message => heard(message.Message.ToString()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task<ConnectionMultiplexer>? connected;
        lock (_gate)
        {
            _isDisposed = true;
            connected = _multiplexer;
        }

        if (connected is not null)
        {
            await ((Task)connected).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (connected.IsCompletedSuccessfully)
            {
                await (await connected.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private Task<ConnectionMultiplexer> MultiplexerAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_multiplexer is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _multiplexer = ConnectAsync();
            }

            return _multiplexer;
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(settings).ConfigureAwait(false);
        multiplexer.ConnectionFailed += (_, _) => Changed?.Invoke();
        multiplexer.ConnectionRestored += (_, _) => Changed?.Invoke();
        return multiplexer;
    }
}
