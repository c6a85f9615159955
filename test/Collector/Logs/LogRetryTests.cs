using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Logs;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Logs;

/// <summary>Whether a followed log is read again after an error, against a real gRPC server.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class LogRetryTests
{
    [Theory]
    [InlineData(StatusCode.Internal, "StreamLogs failed (INTERNAL: broken file)")]
    [InlineData(StatusCode.Unimplemented, "StreamLogs is not served by this daemon")]
    public async Task Follow_AnErrorForEveryAttempt_EndsWithItAfterAWhile(StatusCode code, string reason)
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        followed.Log.Write(LogLines.Timed(0, 10));
        followed.Follow();
        await followed.UntilAsync(10);

        followed.Daemon.Script.StreamLogs = (_, _, _) => throw Rpc.Error(code, "broken file");
        var broke = followed.Clock.GetUtcNow();
        followed.Log.Cut(Rpc.Error(StatusCode.Unavailable));
        var failed = await Should.ThrowAsync<DaemonCallException>(followed.UntilAsync(followed.Ended));

        failed.Message.ShouldStartWith($"Daemon 'default': {reason}");
        (followed.Clock.GetUtcNow() - broke).ShouldBeGreaterThanOrEqualTo(LogRefusals.GiveUpTime);
        followed.Daemon.CallsOf("StreamLogs").ShouldBeGreaterThan(LogRefusals.GiveUpCount);
    }

    [Fact]
    public async Task Follow_UnimplementedWhileTheDaemonRestarts_Continues()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        var log = LogLines.Timed(0, 20).ToList();
        followed.Log.Write(log[..10]);
        followed.Follow();
        await followed.UntilAsync(10);

        FailStreams(followed.Daemon.Script, StatusCode.Unimplemented, times: 3);
        followed.Log.Cut(Rpc.Error(StatusCode.Unavailable));
        followed.Log.Write(log[10..]);
        await followed.UntilAsync(20);

        followed.Lines.ShouldBe(LogLines.Mapped(log));
    }

    [Fact]
    public async Task Follow_UnimplementedWhenOpened_EndsWithTheReason()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        FailStreams(followed.Daemon.Script, StatusCode.Unimplemented, times: 1);

        followed.Follow();

        (await Should.ThrowAsync<DaemonCallException>(followed.UntilAsync(followed.Ended))).Code.ShouldBeNull();
    }

    [Fact]
    public async Task Follow_UnavailableWhenOpened_EndsWithACodeThatSaysSo()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        FailStreams(followed.Daemon.Script, StatusCode.Unavailable, times: 1);

        followed.Follow();

        (await Should.ThrowAsync<DaemonCallException>(followed.UntilAsync(followed.Ended))).Code.ShouldBe(HubErrorCodes.Unavailable);
    }

    [Fact]
    public async Task Follow_RunHasEndedAndTheDaemonDoesNotTellAgain_IsNotFollowedAnyMore()
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        followed.Log.Write(LogLines.Timed(0, 10));
        followed.Follow();
        await followed.UntilAsync(10);

        FailStreams(followed.Daemon.Script, StatusCode.Unavailable, times: 1);
        var asked = 0;
        followed.Daemon.Script.GetExecution = (request, _) => Interlocked.Increment(ref asked) == 1
            ? Task.FromResult(new Execution { Id = request.Id, PipelineId = "orders", Status = Status.Success })
            : throw Rpc.Error(StatusCode.Unavailable);
        followed.Log.End();
        await followed.UntilAsync(Eventually.IsAsync(() => followed.Log.Requests.Count == 2));

        followed.Log.Requests[1].Follow.ShouldBeFalse();
        await followed.UntilAsync(followed.Ended);
        followed.Lines.Count.ShouldBe(10);
    }

    /// <summary>Answers the next requests for a log with an error, and those after them as before.</summary>
    private static void FailStreams(DaemonScript script, StatusCode code, int times)
    {
        var serve = script.StreamLogs;
        var failed = 0;
        script.StreamLogs = (request, lines, context) => Interlocked.Increment(ref failed) <= times ? throw Rpc.Error(code) : serve(request, lines, context);
    }
}
