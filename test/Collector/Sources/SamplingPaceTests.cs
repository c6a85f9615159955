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
    public void RestOf_AnotherSlowFeedMeanwhile_WaitsForBoth()
    {
        var began = Sample(FeedKind.Stats, 1);
        Sample(FeedKind.Health, 0.5);

        _pace.RestOf(FeedKind.Stats, began).TotalSeconds.ShouldBe(7.5, tolerance: 1e-6);
    }

    [Fact]
    public void RestOf_SeveralSlowFeeds_TheOneThatWaitedLongestGoesFirst()
    {
        var stats = Sample(FeedKind.Stats, 1);
        var health = Sample(FeedKind.Health, 1);
        _time.Advance(TimeSpan.FromSeconds(8.001));

        IsDue(FeedKind.Health, health).ShouldBeFalse();
        IsDue(FeedKind.Stats, stats).ShouldBeTrue();
        stats = Sample(FeedKind.Stats, 1);
        _time.Advance(TimeSpan.FromSeconds(4.001));

        IsDue(FeedKind.Stats, stats).ShouldBeFalse();
        IsDue(FeedKind.Health, health).ShouldBeTrue();
    }

    [Fact]
    public void RestOf_CallUnderWay_CountsUpToNow()
    {
        var began = Sample(FeedKind.Stats, 1);
        using var late = _pace.BeginCall();
        _time.Advance(TimeSpan.FromSeconds(2));

        _pace.RestOf(FeedKind.Stats, began).TotalSeconds.ShouldBe(15, tolerance: 1e-6);
    }

    [Fact]
    public void RestOf_DaemonThatIsAlwaysBusy_WithAllOfItsTimeAllowed_KeepsEveryFeedGoing()
    {
        var pace = new SamplingPace(new DaemonOptions { Address = "http://localhost:1", LoadPercent = 100 }, _time);
        var began = _time.GetTimestamp();
        using var endless = pace.BeginCall();
        _time.Advance(TimeSpan.FromSeconds(3));
        pace.Sampled(FeedKind.Executions, began);

        pace.RestOf(FeedKind.Executions, began).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Interval_AnswersGetSlower_GrowsAtOnceInWholeSeconds()
    {
        Sample(FeedKind.Stats, 1.01);
        _pace.Interval.ShouldBe(TimeSpan.FromSeconds(6));
        _time.Advance(TimeSpan.FromSeconds(4.05));

        Sample(FeedKind.Stats, 2.5);

        _pace.Interval.ShouldBe(TimeSpan.FromSeconds(13));
    }

    [Fact]
    public void Interval_AnswersGetQuickAgain_ShrinksOnlyAfterAMinute()
    {
        Sample(FeedKind.Stats, 2);
        _time.Advance(TimeSpan.FromSeconds(8));
        Sample(FeedKind.Stats, 0.5);
        _pace.Interval.ShouldBe(TimeSpan.FromSeconds(10));

        _time.Advance(TimeSpan.FromSeconds(59));
        Sample(FeedKind.Stats, 0.01);
        _pace.Interval.ShouldBe(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(2));
        Sample(FeedKind.Stats, 0.01);

        _pace.Interval.ShouldBe(Setting);
    }

    [Fact]
    public void Interval_SlowAnswersThatCanBeAfforded_StaysTheSettingThoughTimersAreLate()
    {
        Sample(FeedKind.Stats, 0.15);
        _time.Advance(TimeSpan.FromSeconds(0.9));

        Sample(FeedKind.Stats, 0.15);

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

    private bool IsDue(FeedKind feed, long began) => _pace.RestOf(feed, began) <= _time.GetElapsedTime(began);

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
