using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

public sealed class SamplingProgressTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly SamplingProgress _progress;

    public SamplingProgressTests() => _progress = new SamplingProgress(new DaemonOptions { Name = "default", Address = "http://127.0.0.1:1", Deadline = TimeSpan.FromSeconds(5) }, _time);

    [Fact]
    public void Moves_UntilEachFeedWasSampled_IsFalse()
    {
        foreach (var feed in FeedKinds.All)
        {
            _progress.Moves(Interval).ShouldBeFalse();
            _progress.Note(feed);
        }

        _progress.Moves(Interval).ShouldBeTrue();
    }

    [Fact]
    public void Moves_OneFeedIsNotSampledAnyMore_BecomesFalse()
    {
        foreach (var feed in FeedKinds.All)
        {
            _progress.Note(feed);
        }

        _time.Advance(TimeSpan.FromSeconds(74));
        _progress.Note(FeedKinds.All[0]);
        _progress.Moves(Interval).ShouldBeTrue();

        _time.Advance(TimeSpan.FromSeconds(1));

        _progress.Moves(Interval).ShouldBeFalse();
    }
}
