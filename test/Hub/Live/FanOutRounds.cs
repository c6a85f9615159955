using FlextMonitor.Hub.Live;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Rounds that a test runs by hand.</summary>
internal static class FanOutRounds
{
    /// <summary>Runs one round. It has ended on return, because so few subscribers as tests have are one batch.</summary>
    public static void RunRound(this FanOut fanOut)
    {
        var round = fanOut.RunRoundAsync();
        round.IsCompleted.ShouldBeTrue();
        round.GetAwaiter().GetResult();
    }
}
