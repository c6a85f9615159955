using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Logs;

/// <summary>A followed log goes on by itself after a break, against a real gRPC server whose streams the test ends.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class FollowedLogTests
{
    private static readonly RpcException Away = Rpc.Error(StatusCode.Unavailable, "max connection age");

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Cancelled)]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.OK)]
    public async Task Follow_StreamEndsThoughTheRunGoesOn_ContinuesAfterTheLastLine(StatusCode code)
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        var log = LogLines.Timed(0, 600).ToList();
        followed.Log.Write(log[..400]);
        followed.Follow(tailLines: 10);
        await followed.UntilAsync(10);

        followed.Log.Cut(code == StatusCode.OK ? null : Rpc.Error(code));
        followed.Log.Write(log[400..500]);
        await followed.UntilAsync(110);
        followed.Log.Write(log[500..]);
        await followed.UntilAsync(210);
        followed.Log.End();
        await followed.UntilAsync(followed.Ended);

        followed.Lines.ShouldBe(LogLines.Mapped(log[390..]));
        followed.Log.Requests.ShouldAllBe(request => request.TailLines > 0 && request.TailLines <= 256, "the whole log is not read for a few lines");
    }

    [Fact]
    public async Task Follow_DaemonRestarts_RepeatsAndLosesNoneOfManyEqualLines()
    {
        await using var followed = await FollowedLogFixture.StartAsync(interval: "00:00:01");
        var log = Enumerable.Repeat(LogLines.Entry("working"), 50).ToList();
        followed.Log.Write(log[..20]);
        followed.Follow();
        await followed.UntilAsync(20);

        await followed.Daemon.StopAsync();
        await followed.UntilAsync(followed.Collector.UntilAsync(SourceState.Down));
        followed.Log.Write(log[20..30]);
        await followed.Clock.AdvanceByAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));
        await followed.Daemon.StartAsync();
        await followed.UntilAsync(30);
        followed.Log.Write(log[30..]);
        await followed.UntilAsync(50);
        followed.Log.End();
        await followed.UntilAsync(followed.Ended);

        followed.Lines.ShouldBe(LogLines.Mapped(log));
    }

    [Fact]
    public async Task Follow_RunEndsWhileTheStreamIsBroken_ReadsTheRestAndEnds()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        var log = LogLines.Timed(0, 20).ToList();
        followed.Log.Write(log[..10]);
        followed.Follow();
        await followed.UntilAsync(10);

        followed.Log.Cut(Away);
        followed.Log.Write(log[10..]);
        followed.Log.End();
        await followed.UntilAsync(followed.Ended);

        followed.Lines.ShouldBe(LogLines.Mapped(log));
        followed.Log.Requests[^1].Follow.ShouldBeFalse();
    }

    [Fact]
    public async Task Follow_ManyLinesDuringTheBreak_ReadsMoreUntilItFindsTheLastOne()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        var log = LogLines.Timed(0, 4700).ToList();
        followed.Log.Write(log[..100]);
        followed.Follow(tailLines: 5);
        await followed.UntilAsync(5);

        followed.Log.Cut(Away);
        followed.Log.Write(log[100..]);
        await followed.UntilAsync(4605);

        followed.Lines.ShouldBe(LogLines.Mapped(log[95..]));
    }

    [Fact]
    public async Task Follow_DaemonKeepsTheEndOfTheLogOnly_ContinuesWithoutANotice()
    {
        await using var followed = await FollowedLogFixture.StartAsync(new LogScript { MostKept = 20 });
        var log = LogLines.Timed(0, 30).ToList();
        followed.Log.Write(log[..20]);
        followed.Follow();
        await followed.UntilAsync(20);

        followed.Log.Cut(Away);
        followed.Log.Write(log[20..]);
        followed.Log.End();
        await followed.UntilAsync(followed.Ended);

        followed.Lines.ShouldBe(LogLines.Mapped(log));
    }

    [Fact]
    public async Task Follow_EqualLinesOfAnUnknownPlace_SaysThatLinesMayBeMissing()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        followed.Log.Write(Enumerable.Repeat(LogLines.Entry("working"), 10));
        followed.Follow(tailLines: 3);
        await followed.UntilAsync(3);

        followed.Log.Cut(Away);
        await followed.UntilAsync(4);

        followed.Lines[3].Message.ShouldStartWith("[FlextMonitor] The log broke off among lines that occur several times");
    }

    [Theory]
    [InlineData(StatusCode.NotFound, HubErrorCodes.NotFound)]
    [InlineData(StatusCode.Unauthenticated, null)]
    [InlineData(StatusCode.PermissionDenied, null)]
    public async Task Follow_RefusedAfterABreak_EndsWithTheReason(StatusCode code, string? hubCode)
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        followed.Log.Write(LogLines.Timed(0, 10));
        followed.Follow();
        await followed.UntilAsync(10);

        followed.Daemon.Script.StreamLogs = (_, _, _) => throw Rpc.Error(code, "no more");
        followed.Log.Cut(Away);
        var failed = await Should.ThrowAsync<DaemonCallException>(followed.UntilAsync(followed.Ended));

        (failed.Code, failed.Message).ShouldSatisfyAllConditions(
            each => each.Code.ShouldBe(hubCode),
            each => each.Message.ShouldContain("no more"));
        followed.Daemon.CallsOf("StreamLogs").ShouldBe(2);
    }

    [Fact]
    public async Task Follow_ExecutionIsGoneAfterABreak_EndsWithTheReason()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        followed.Log.Write(LogLines.Timed(0, 10));
        followed.Follow();
        await followed.UntilAsync(10);

        followed.Daemon.Script.GetExecution = (_, _) => throw Rpc.Error(StatusCode.NotFound);
        followed.Log.Cut(Away);
        var failed = await Should.ThrowAsync<DaemonCallException>(followed.UntilAsync(followed.Ended));

        (failed.Code, failed.Message).ShouldBe(
            (HubErrorCodes.NotFound, "Daemon 'default': the log broke off, and the daemon does not have the execution any more."));
    }

    [Fact]
    public async Task Follow_EndsNormally_ReadsNothingTwice()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        followed.Log.Write(LogLines.Timed(0, 5000));
        followed.Follow();
        await followed.UntilAsync(5000);

        followed.Log.End();
        await followed.Ended.DefaultTimeout();

        followed.Lines.Count.ShouldBe(5000);
        followed.Log.Requests.Select(request => (request.TailLines, request.Follow)).ShouldBe([(0, true), (256, false)]);
    }

    [Fact]
    public async Task Follow_ExecutionThatTheDaemonDoesNotTell_EndsWithTheStream()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        followed.Daemon.Script.GetExecution = (_, _) => throw Rpc.Error(StatusCode.Unimplemented);
        followed.Log.Write(LogLines.Timed(0, 3));
        followed.Log.End();

        followed.Follow();
        await followed.Ended.DefaultTimeout();

        followed.Lines.Count.ShouldBe(3);
        followed.Daemon.CallsOf("StreamLogs").ShouldBe(1);
    }
}
