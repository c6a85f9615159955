using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Testing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>What is recorded of a collector's messages that arrive in disorder, twice, or after those of a later term.</summary>
public sealed class RecordingOrderTests
{
    private const int Most = 60;

    [Property(MaxTest = 1_000, Arbitrary = [typeof(RecordingOrderTests)])]
    public async Task Recording_OfMessagesInDisorder_IsThatOfThoseNewerThanAllBefore(Arrival[] arrivals)
    {
        var actual = await RecordAsync(arrivals, arrivals);
        var expected = await RecordAsync([.. NewerThanAllBefore(arrivals)], arrivals);

        actual.ShouldBe(expected);
    }

    /// <summary>Few terms and places in them, so that most streams hold messages that come late or twice.</summary>
    public static Arbitrary<Arrival[]> Arrivals()
    {
        var arrivals = from epoch in Gen.Choose(1, 3)
                       from sequence in Gen.Choose(1, 20)
                       from cpu in Gen.Frequency((3, Gen.Choose(0, 1_000).Select(tenths => (double?)tenths / 10)), (1, Gen.Constant<double?>(null)))
                       from state in Gen.Elements(SourceState.Live, SourceState.Degraded, SourceState.Down)
                       from waitMs in Gen.Frequency((4, Gen.Choose(0, 2_000)), (1, Gen.Choose(0, 30_000)))
                       select new Arrival(epoch, sequence, cpu, state, waitMs);
        return arrivals.ArrayOf(Most).Select(AtTheirTimes).ToArbitrary();
    }

    private static Arrival[] AtTheirTimes(Arrival[] arrivals)
    {
        var at = 0;
        return [.. arrivals.Select(arrival => arrival with { AtMs = at += arrival.AtMs })];
    }

    private static IEnumerable<Arrival> NewerThanAllBefore(Arrival[] arrivals)
    {
        var newest = new Dictionary<bool, (int, int)>();
        foreach (var arrival in arrivals)
        {
            var place = (arrival.Epoch, arrival.Sequence);
            if (!newest.TryGetValue(arrival.IsStatus, out var before) || place.CompareTo(before) > 0)
            {
                newest[arrival.IsStatus] = place;
                yield return arrival;
            }
        }
    }

    private static async Task<IReadOnlyList<string>> RecordAsync(IReadOnlyList<Arrival> sent, Arrival[] all)
    {
        await using var services = new ServiceCollection().AddMemoryFeed().BuildServiceProvider();
        var (publisher, end) = (services.GetRequiredService<IFeedPublisher>(), Messages.Status("end"));
        await using var batches = services.GetRequiredService<IFeedReader>().ReadInOrderAsync(2 * Most, CancellationToken.None).GetAsyncEnumerator();
        (await batches.MoveNextAsync()).ShouldBeTrue();
        foreach (var message in sent.Select(arrival => arrival.ToMessage()).Append(end))
        {
            await publisher.PublishAsync(FeedBatch.Of(message), CancellationToken.None);
        }

        var time = new FakeTimeProvider(Messages.Noon);
        var recorder = new HistoryRecorder(Options.Create(new HistoryOptions()), time);
        while (await batches.MoveNextAsync().AsTask().DefaultTimeout() && batches.Current.Changes[0].Source != end.Source)
        {
            time.SetUtcNow(batches.Current.Changes[0].ObservedAt!.Value);
            recorder.Apply(batches.Current);
        }

        time.SetUtcNow(Messages.Noon.AddMilliseconds(all.LastOrDefault()?.AtMs ?? 0));
        return [.. recorder.TakeUnstored().Sources.SelectMany(source => recorder.Unstored(source, stored: null)).Select(Facts.Of)];
    }

    /// <summary>One message: a status, or else figures.</summary>
    /// <param name="Epoch">Its term.</param>
    /// <param name="Sequence">Its place in the term.</param>
    /// <param name="Cpu">The figure, in percent; null for a status.</param>
    /// <param name="State">The state that a status tells.</param>
    /// <param name="AtMs">When it arrives, in milliseconds after the one before, and later after noon.</param>
    public sealed record Arrival(int Epoch, int Sequence, double? Cpu, SourceState State, int AtMs)
    {
        public bool IsStatus => Cpu is null;

        public SourceMessage ToMessage()
        {
            var at = Messages.Noon.AddMilliseconds(AtMs);
            return Cpu is { } cpu
                ? Messages.Stats(sequence: Sequence, epoch: Epoch, cpu: cpu) with { ObservedAt = at }
                : Messages.Status(sequence: Sequence, epoch: Epoch) with { ObservedAt = at, Since = at, State = State };
        }
    }
}
