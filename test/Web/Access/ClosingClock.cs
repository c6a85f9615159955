using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>
/// Measures how long a connection stays open, by the clock of the host: on a busy machine real time says nothing. The long tests take real time, whose figures are
/// reported.
/// </summary>
internal sealed class ClosingClock
{
    /// <summary>The most that may pass until a connection is closed.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>After how long the hub looks at the store by itself.</summary>
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>How long, in real time, what is due has to happen: little before the hub looks by itself, because mostly nothing is due then. The whole must be shorter than the limit of an answer.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(9);

    private readonly FakeTimeProvider? _time;

    private ClosingClock(FakeTimeProvider? time) => _time = time;

    /// <summary>Real time in the long tests, and the test's own otherwise.</summary>
    public static ClosingClock OfThisRun() => LongTests.AreWanted ? new(null) : OfTheTest();

    /// <summary>The test's own.</summary>
    public static ClosingClock OfTheTest() => new(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));

    private TimeProvider Time => _time ?? TimeProvider.System;

    /// <summary>Makes it the clock of a host.</summary>
    public void Configure(IServiceCollection services) => services.AddSingleton(Time);

    /// <summary>The time on it.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Lets time pass at once.</summary>
    /// <exception cref="InvalidOperationException">It is real time.</exception>
    public void Advance(TimeSpan time) => (_time ?? throw new InvalidOperationException("Real time cannot be advanced.")).Advance(time);

    /// <summary>Makes a change, and waits until a subscriber is told why it is closed, and is closed.</summary>
    /// <returns>How long that took by this clock.</returns>
    public async Task<TimeSpan> ClosedAfterAsync(HubSubscriber subscriber, ClosingReason reason, Func<Task> change)
    {
        var began = Time.GetTimestamp();
        await change();
        var closed = ClosedAsync(subscriber, reason);
        while (_time is { } time && !await HasEndedAsync(closed, Time.GetElapsedTime(began) < LookPeriod ? Glance : Patience))
        {
            Time.GetElapsedTime(began).ShouldBeLessThan(Limit);
            time.Advance(Step);
        }

        await closed;
        var took = Time.GetElapsedTime(began);
        took.ShouldBeLessThan(Limit);
        return took;
    }

    private static async Task ClosedAsync(HubSubscriber subscriber, ClosingReason reason)
    {
        var closing = await subscriber.NextAsync<Closing>();
        await subscriber.Closed.DefaultTimeout();
        closing.Reason.ShouldBe(reason);
        closing.RetryAfterSeconds.ShouldBe(0);
    }

    private static async Task<bool> HasEndedAsync(Task closed, TimeSpan limit) => await Task.WhenAny(closed, Task.Delay(limit, TimeProvider.System)) == closed;
}
