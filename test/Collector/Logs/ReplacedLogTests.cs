using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Logs;
using FlextMonitor.Collector.Tests.Sources;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Logs;

/// <summary>A followed log that does not contain the lines any more that were passed on, against a real gRPC server.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class ReplacedLogTests
{
    private static readonly RpcException Away = Rpc.Error(StatusCode.Unavailable, "max connection age");

    [Fact]
    public async Task Follow_LogIsReplaced_SaysThatLinesMayBeMissingAndContinuesWithTheNewOnes()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        followed.Log.Write(LogLines.Timed(0, 10));
        followed.Follow();
        await followed.UntilAsync(10);

        followed.Log.Cut(Away);
        followed.Log.Replace(LogLines.Timed(100, 5));
        followed.Log.End();
        await followed.UntilAsync(followed.Ended);

        followed.Lines.Where(line => !line.Message.StartsWith(LogNotice.Prefix, StringComparison.Ordinal))
            .ShouldBe(LogLines.Mapped([.. LogLines.Timed(0, 10), .. LogLines.Timed(100, 5)]));
        followed.Lines[10].ShouldSatisfyAllConditions(
            notice => notice.Level.ShouldBe("warning"),
            notice => notice.Message.ShouldStartWith("[FlextMonitor] The daemon's log does not contain the lines above any more."));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_LogIsReplacedAndGrowsWithoutAPause_ContinuesWithTheNewLines(bool areTimed)
    {
        await using var followed = await FollowedLogFixture.StartAsync(deadline: "00:01:00");
        followed.Log.Write(Enumerable.Range(0, 5000).Select(Line));
        followed.Follow();
        await followed.UntilAsync(5000);

        followed.Log.Cut(Away);
        followed.Log.Replace(Line(5000));

        // Fewer lines than those after which the place counts as missed, and more often than once per deadline.
        for (var line = 5001; line < 7000 && followed.Lines.Count == 5000; line++)
        {
            followed.Log.Write(Line(line));
            await followed.Clock.AdvanceByAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.2));
        }

        followed.Lines.Count.ShouldBeGreaterThan(5000);
        followed.Lines[5000].Message.ShouldStartWith(LogNotice.Prefix);
        await followed.UntilAsync(5002);
        followed.Lines[5001].ShouldBe(LogLines.Mapped([Line(5000)])[0]);

        LogEntry Line(int number) => LogLines.Entry($"line {number}", areTimed ? number : null);
    }

    [Fact]
    public async Task Follow_LogIsReplacedAtADaemonThatNeverEndsALog_ContinuesWithTheNewLines()
    {
        await using var followed = await FollowedLogFixture.StartAsync(new LogScript { AlwaysFollows = true }, deadline: "00:00:30");
        followed.Log.Write(LogLines.Timed(0, 10));
        followed.Follow();
        await followed.UntilAsync(10);

        followed.Log.Cut(Away);
        followed.Log.Replace(LogLines.Timed(100, 5));
        await followed.UntilAsync(16);

        followed.Lines[10].Message.ShouldStartWith(LogNotice.Prefix);
        followed.Lines.Skip(11).ShouldBe(LogLines.Mapped(LogLines.Timed(100, 5)));
    }
}
