using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>After any sequence of events, every subscriber ends at the newest value of each key and never goes back.</summary>
public sealed class FanOutModelTests
{
    private static readonly string[] Sources = ["a", "b"];
    private static readonly string[] Runs = ["1", "2", "3"];

    [Property(MaxTest = 300)]
    public Property Subscribers_AfterAnyInterleaving_EndAtTheNewestOfEachKey() =>
        Prop.ForAll(Steps(), steps =>
        {
            using var world = new World();
            foreach (var step in steps)
            {
                world.Do(step);
            }

            world.Settle();
            world.Check();
        });

    private static Arbitrary<Step[]> Steps()
    {
        var source = Gen.Elements(Sources);
        var run = Gen.Elements(Runs);
        var subscriber = Gen.Choose(0, 5);
        return Gen.OneOf(
            source.Select(Step (name) => new Step.Stats(name)),
            source.Zip(run).Select(Step (pair) => new Step.Execution(pair.Item1, pair.Item2)),
            source.Zip(run).Select(Step (pair) => new Step.Remove(pair.Item1, pair.Item2)),
            source.Zip(run).Select(Step (pair) => new Step.OutOfView(pair.Item1, pair.Item2)),
            Gen.Choose(0, 1).Zip(Gen.Elements(1, 300, 1 << 20)).Select(Step (pair) => new Step.Connect(pair.Item1, pair.Item2)),
            subscriber.Select(Step (which) => new Step.Disconnect(which)),
            subscriber.Select(Step (which) => new Step.Read(which)),
            subscriber.Zip(Gen.Elements<string[]>([], ["a"], ["b"])).Select(Step (pair) => new Step.Watch(pair.Item1, pair.Item2)),
            subscriber.Select(Step (which) => new Step.Pause(which)),
            subscriber.Select(Step (which) => new Step.Resume(which)),
            Gen.Constant<Step>(new Step.Round())).ArrayOf(60).ToArbitrary();
    }

    private abstract record Step
    {
        public sealed record Stats(string Source) : Step;

        public sealed record Execution(string Source, string Id) : Step;

        public sealed record Remove(string Source, string Id) : Step;

        public sealed record OutOfView(string Source, string Id) : Step;

        public sealed record Connect(int Protocol, int Holds) : Step;

        public sealed record Disconnect(int Which) : Step;

        public sealed record Read(int Which) : Step;

        public sealed record Watch(int Which, string[] Sources) : Step;

        public sealed record Pause(int Which) : Step;

        public sealed record Resume(int Which) : Step;

        public sealed record Round : Step;
    }

    /// <summary>The hub beside a simple model, which only holds the newest value of each key.</summary>
    private sealed class World : IDisposable
    {
        private readonly FanOutFixture _hub = new();
        private readonly Dictionary<MessageKey, SourceMessage> _newest = [];
        private readonly HashSet<MessageKey> _everOutOfView = [];
        private readonly List<Reader> _readers = [];
        private readonly List<Reader> _gone = [];
        private long _sequence;

        public void Do(Step step)
        {
            switch (step)
            {
                case Step.Stats(var source):
                    Change(Messages.Stats(source, ++_sequence, cpu: _sequence % 100));
                    break;
                case Step.Execution(var source, var id):
                    Change(Messages.Execution(id, source, ++_sequence));
                    break;
                case Step.Remove(var source, var id):
                    Change(Messages.Removed(id, source, ++_sequence));
                    break;
                case Step.OutOfView(var source, var id):
                    var key = new MessageKey(source, MessageKind.Execution, id);
                    _hub.State.Apply(new FeedBatch([], [key]));
                    _newest.Remove(key);
                    _everOutOfView.Add(key);
                    break;
                case Step.Connect(var protocol, var holds):
                    _readers.Add(new Reader(_hub.Connect(protocol, holds)));
                    break;
                case Step.Disconnect(var which) when which < _readers.Count:
                    _hub.FanOut.Remove(_readers[which].Subscriber.Connection.ConnectionId);
                    _gone.Add(_readers[which]);
                    _readers.RemoveAt(which);
                    break;
                case Step.Read(var which) when which < _readers.Count:
                    _readers[which].Read();
                    break;
                case Step.Watch(var which, var sources) when which < _readers.Count:
                    _readers[which].Watch(sources);
                    break;
                case Step.Pause(var which) when which < _readers.Count:
                    _readers[which].Subscriber.Pause(_hub.Time.GetTimestamp());
                    break;
                case Step.Resume(var which) when which < _readers.Count:
                    _readers[which].Subscriber.Resume();
                    break;
                case Step.Round:
                    _hub.FanOut.RunRound();
                    break;
            }
        }

        /// <summary>All subscribers resume and read until nothing more arrives.</summary>
        public void Settle()
        {
            foreach (var reader in _readers)
            {
                reader.Subscriber.Resume();
            }

            // Two turns for a pending write and for what changed during it, and one more to check that nothing follows.
            for (var turn = 0; turn < 3; turn++)
            {
                _hub.FanOut.RunRound();
                _readers.ForEach(reader => reader.Read());
            }
        }

        public void Check()
        {
            _gone.ForEach(reader => reader.CheckWrites());
            foreach (var reader in _readers)
            {
                reader.CheckWrites();
                var expected = _newest.Values.Where(message => reader.Filter.Includes(message.Source) && message is not ExecutionRemoved);

                // Subscribers trim executions out of view themselves, so they may have them or not.
                reader.Has.Where(message => !_everOutOfView.Contains(message.Key) && reader.Filter.Includes(message.Source))
                    .ShouldBe(expected.Where(message => !_everOutOfView.Contains(message.Key)), ignoreOrder: true);
                expected.Except(reader.Has).ShouldBeEmpty();
            }
        }

        public void Dispose() => _hub.Dispose();

        private void Change(SourceMessage message)
        {
            _hub.Apply(message);
            _newest[message.Key] = message;
        }
    }

    /// <summary>A subscriber that behaves as the contract requires.</summary>
    private sealed class Reader((Subscriber Subscriber, PipeConnection Connection) connected)
    {
        private readonly Dictionary<MessageKey, SourceMessage> _latest = [];

        public Subscriber Subscriber { get; } = connected.Subscriber;

        public SourceFilter Filter { get; private set; } = SourceFilter.All;

        public IEnumerable<SourceMessage> Has => _latest.Values.Where(message => message is not ExecutionRemoved);

        public void Watch(string[] sources)
        {
            // Reads earlier writes first, so that later ones belong to the new filter.
            Read();
            Filter = SourceFilter.Of(sources);
            Subscriber.Watch(Filter);
        }

        public void CheckWrites()
        {
            foreach (var write in connected.Connection.Writes)
            {
                write.Cast<SourceMessage>().GroupBy(message => message.Key).ShouldAllBe(values => values.Count() == 1, "no write holds two values of one key");
            }
        }

        public void Read()
        {
            foreach (var message in connected.Connection.Take().Cast<SourceMessage>())
            {
                if (_latest.TryGetValue(message.Key, out var held))
                {
                    held.IsNewerThan(message).ShouldBeFalse("a subscriber never goes back");
                }

                _latest[message.Key] = message;
            }
        }
    }
}
