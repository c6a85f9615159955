using FlextMonitor.Client.Connection;

namespace FlextMonitor.Client.Tests;

/// <summary>The waits of many clients that lose their hub at once.</summary>
public sealed class RetryWaitsTests
{
    private readonly List<RetryWaits> _clients = [.. Enumerable.Range(0, 500).Select(_ => new RetryWaits(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)))];

    [Fact]
    public void Next_IsSpreadFromZeroToACeiling_ThatDoublesUpToTheLongest()
    {
        foreach (var ceiling in new[] { 1, 2, 4, 8, 16, 30, 30 })
        {
            WaitsShouldBeSpreadUpTo(ceiling);
        }
    }

    [Fact]
    public void StartOver_AfterManyAttempts_BeginsWithTheFirstCeiling()
    {
        _clients.ForEach(client => Enumerable.Range(0, 100).ToList().ForEach(_ => client.Next()));

        _clients.ForEach(client => client.StartOver());

        WaitsShouldBeSpreadUpTo(1);
    }

    [Fact]
    public void Pause_IsSpreadOverTheUpperHalf()
    {
        var seconds = _clients.Select(client => client.Pause().TotalSeconds).ToList();

        seconds.Min().ShouldBeInRange(0.5, 0.55);
        seconds.Max().ShouldBeInRange(0.95, 1);
    }

    // By chance this fails once in 10²².
    private void WaitsShouldBeSpreadUpTo(double ceiling)
    {
        var seconds = _clients.Select(client => client.Next().TotalSeconds).ToList();
        seconds.Min().ShouldBeInRange(0, ceiling * 0.1);
        seconds.Max().ShouldBeInRange(ceiling * 0.9, ceiling);
    }
}
