using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>How long feeds rest, and how often news is promised, with a daemon that may be kept busy for a fifth of its time.</summary>
public sealed class SamplingPaceTests
{
    private static readonly TimeSpan Setting = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly SamplingPace _pace;

    public SamplingPaceTests() => _pace = new SamplingPace(new DaemonOptions { Address = "http://localhost:1", LoadPercent = 20 }, _time);

    [Fact]
    public void RestOf_QuickAnswers_IsTheSetting()
    {
        var began = Sample(FeedKind.Stats, 0.099);

        _pace.RestOf(FeedKind.Stats, began).ShouldBe(Setting);
        _pace.Interval.ShouldBe(Setting);
    }

    [Fact]
    public void RestOf_AnswersOfASecond_IsFiveTimesThat()
    {
        var began = Sample(FeedKind.Stats, 1);

        _pace.RestOf(FeedKind.Stats, began).ShouldBe(TimeSpan.FromSeconds(5));
        _pace.Interval.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void RestOf_OtherCallsMeanwhile_CountToo()
    {
        var began = Sample(FeedKind.Stats, 1);
        Sample(FeedKind.Health, 0.5);

        _pace.RestOf(FeedKind.Stats, began).ShouldBe(TimeSpan.FromSeconds(7.5));
    }

    [Fact]
    public void RestOf_CallsBlockedByOneLoop_CountOnce()
    {
        var began = _time.GetTimestamp();
        using (_pace.BeginCall())
        using (_pace.BeginCall())
        using (_pace.BeginCall())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _pace.Sampled(FeedKind.Stats, began);

        _pace.RestOf(FeedKind.Stats, began).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void RestOf_FeedThatWaitedBehindAnotherOnce_KeepsTheSetting()
    {
        Sample(FeedKind.Health, 0.01);

        var began = Sample(FeedKind.Health, 0.9);

        _pace.RestOf(FeedKind.Health, began).ShouldBe(Setting);
    }

    [Fact]
    public void RestOf_FirstAnswersAllSlow_TakesTheFeedsApart()
    {
        var began = _time.GetTimestamp();
        using (_pace.BeginCall())
        {
            _time.Advance(TimeSpan.FromSeconds(3));
        }

        foreach (var feed in FeedKinds.All)
        {
            _pace.Sampled(feed, began);
        }

        FeedKinds.All.Select(feed => _pace.RestOf(feed, began).TotalSeconds).ShouldBe([15, 20, 25], tolerance: 1e-6);
    }

    [Fact]
    public void RestOf_CallUnderWay_CountsUpToNow()
    {
        var began = Sample(FeedKind.Stats, 1);
        using var late = _pace.BeginCall();
        _time.Advance(TimeSpan.FromSeconds(2));

        _pace.RestOf(FeedKind.Stats, began).ShouldBe(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void Interval_AnswersGetSlower_GrowsAtOnceInWholeSeconds()
    {
        Sample(FeedKind.Stats, 1.01);
        _pace.Interval.ShouldBe(TimeSpan.FromSeconds(6));

        Sample(FeedKind.Stats, 2.5);

        _pace.Interval.ShouldBe(TimeSpan.FromSeconds(13));
    }

    [Fact]
    public void Interval_AnswersGetQuickAgain_ShrinksOnlyAfterAMinute()
    {
        Sample(FeedKind.Stats, 2);
        Sample(FeedKind.Stats, 0.5);
        _pace.Interval.ShouldBe(TimeSpan.FromSeconds(10));

        _time.Advance(TimeSpan.FromSeconds(59));
        Sample(FeedKind.Stats, 0.01);
        _pace.Interval.ShouldBe(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(2));
        Sample(FeedKind.Stats, 0.01);

        // The longest that was needed within that minute.
        _pace.Interval.ShouldBe(TimeSpan.FromSeconds(3));
        _time.Advance(TimeSpan.FromSeconds(61));
        Sample(FeedKind.Stats, 0.01);
        _pace.Interval.ShouldBe(Setting);
    }

    [Fact]
    public void Interval_AllOfTheTimeAllowed_IsTheSettingUpToIt()
    {
        var pace = new SamplingPace(new DaemonOptions { Address = "http://localhost:1", LoadPercent = 100 }, _time);
        var began = _time.GetTimestamp();
        using (pace.BeginCall())
        {
            _time.Advance(TimeSpan.FromSeconds(0.9));
        }

        pace.Sampled(FeedKind.Stats, began);

        (pace.Interval, pace.RestOf(FeedKind.Stats, began)).ShouldBe((Setting, Setting));
    }

    private long Sample(FeedKind feed, double seconds)
    {
        var began = _time.GetTimestamp();
        using (_pace.BeginCall())
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        _pace.Sampled(feed, began);
        return began;
    }
}
