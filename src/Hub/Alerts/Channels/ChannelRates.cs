using System.Collections.Concurrent;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Keeps this process from sending more than a service takes.</summary>
internal sealed class ChannelRates(TimeProvider time)
{
    private const int MostKeys = 1000;

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _sent = new(StringComparer.Ordinal);

    /// <summary>Counts messages that are sent now.</summary>
    /// <param name="receiver">Whom the limit is for, such as the address of a webhook.</param>
    /// <param name="rate">The limit.</param>
    /// <param name="count">How many messages, at most <see cref="Rate.Count"/>.</param>
    /// <returns>null if they may be sent; otherwise how long to wait, more than 0. Then nothing was counted.</returns>
    public TimeSpan? WaitFor(string receiver, Rate rate, int count = 1)
    {
        Forget();
        var now = time.GetUtcNow();
        var sent = _sent.GetOrAdd(receiver, _ => new Queue<DateTimeOffset>());
        lock (sent)
        {
            while (sent.TryPeek(out var first) && first + rate.Window <= now)
            {
                sent.Dequeue();
            }

            var tooMany = sent.Count + count - rate.Count;
            if (tooMany > 0)
            {
                return sent.ElementAt(tooMany - 1) + rate.Window - now;
            }

            for (var message = 0; message < count; message++)
            {
                sent.Enqueue(now);
            }

            return null;
        }
    }

    // No window is longer than an hour, and channels are few: a key that is forgotten too early costs an answer 429 at worst.
    private void Forget()
    {
        if (_sent.Count > MostKeys)
        {
            _sent.Clear();
        }
    }
}
