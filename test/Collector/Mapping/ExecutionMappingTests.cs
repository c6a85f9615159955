using FlextMonitor.Collector.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Collector.Tests.Mapping;

public sealed class ExecutionMappingTests
{
    private static readonly DateTimeOffset Now = DaemonMessages.Start.AddDays(1);

    [Theory]
    [InlineData(Status.Running)]
    [InlineData(Status.Pending)]
    public void Execution_RunningWithFinishedAtEpochZero_HasNotFinished(Status status)
    {
        var sent = DaemonMessages.Execution("e1", status: status);
        sent.FinishedAt = new Timestamp();

        var execution = ExecutionMapping.Execution("default", sent, Now);

        (execution.FinishedAt, execution.DurationSeconds, execution.Duration).ShouldBe((null, null, null));
        execution.StartedAt.ShouldBe(DaemonMessages.Start);
    }

    [Fact]
    public void Execution_RunningWithADuration_HasNone()
    {
        var sent = DaemonMessages.Execution("e1", status: Status.Running);
        sent.DurationSeconds = 77;
        sent.FinishedAt = sent.StartedAt;

        var execution = ExecutionMapping.Execution("default", sent, Now);

        (execution.FinishedAt, execution.DurationSeconds, execution.Duration).ShouldBe((null, null, null));
    }

    [Fact]
    public void Execution_FinishedWithFinishedAtEpochZero_HasNoEndButItsDuration()
    {
        var sent = DaemonMessages.Execution("e1");
        sent.FinishedAt = new Timestamp();

        var execution = ExecutionMapping.Execution("default", sent, Now);

        (execution.FinishedAt, execution.DurationSeconds, execution.Duration).ShouldBe((null, 90L, "1m 30s"));
    }

    [Fact]
    public void Execution_MissingStartedAt_IsNull()
    {
        var sent = DaemonMessages.Execution("e1");
        sent.StartedAt = null;
        sent.DurationSeconds = 0;

        var execution = ExecutionMapping.Execution("default", sent, Now);

        (execution.StartedAt, execution.DurationSeconds).ShouldBe((null, null));
    }

    [Fact]
    public void Execution_DurationNotReported_IsComputedFromItsTimes()
    {
        var sent = DaemonMessages.Execution("e1");
        sent.DurationSeconds = 0;

        ExecutionMapping.Execution("default", sent, Now).DurationSeconds.ShouldBe(90);
    }

    [Theory]
    [InlineData(-5L)]
    [InlineData(0L)]
    public void Execution_EndsBeforeItStarts_HasNoDuration(long reported)
    {
        var sent = DaemonMessages.Execution("e1", minute: 10);
        sent.FinishedAt = Timestamp.FromDateTimeOffset(DaemonMessages.Start);
        sent.DurationSeconds = reported;

        ExecutionMapping.Execution("default", sent, Now).DurationSeconds.ShouldBeNull();
    }

    [Fact]
    public void Execution_LongestDuration_IsFormatted()
    {
        var sent = DaemonMessages.Execution("e1");
        sent.DurationSeconds = long.MaxValue;

        var execution = ExecutionMapping.Execution("default", sent, Now);

        (execution.DurationSeconds, execution.Duration).ShouldBe((9_007_199_254_740_991L, "2501999792983h 36m"));
    }

    [Theory]
    [InlineData(Status.Unspecified, ExecutionStatus.Unknown)]
    [InlineData((Status)42, ExecutionStatus.Unknown)]
    [InlineData((Status)(-1), ExecutionStatus.Unknown)]
    [InlineData(Status.Pending, ExecutionStatus.Pending)]
    [InlineData(Status.Running, ExecutionStatus.Running)]
    [InlineData(Status.Success, ExecutionStatus.Success)]
    [InlineData(Status.Failed, ExecutionStatus.Failed)]
    [InlineData(Status.Cancelled, ExecutionStatus.Cancelled)]
    public void Status_AnyValue_IsAKnownStatus(Status sent, ExecutionStatus shown) => ExecutionMapping.Status(sent).ShouldBe(shown);

    [Fact]
    public void Execution_VeryLongTexts_AreCutAtTheirLimits()
    {
        var endless = new string('x', 10 * 1024 * 1024);
        var sent = DaemonMessages.Execution("e1");
        (sent.PipelineId, sent.TriggeredBy, sent.ErrorMessage) = (endless, endless, endless);
        sent.Metadata.Add(endless, endless);

        var execution = ExecutionMapping.Execution("default", sent, Now);
        var whole = ExecutionMapping.Execution("default", sent, Now, TextLimits.WholeError);

        (execution.PipelineId.Length, execution.TriggeredBy?.Length, execution.ErrorMessage?.Length).ShouldBe((256, 256, 4096));
        (execution.Metadata.Keys.Single().Length, execution.Metadata.Values.Single().Length).ShouldBe((128, 512));
        whole.ErrorMessage?.Length.ShouldBe(1024 * 1024);
    }

    [Fact]
    public void Execution_NegativeRecords_AreUnknown()
    {
        var sent = DaemonMessages.Execution("e1");
        sent.RecordsProcessed = -3;

        ExecutionMapping.Execution("default", sent, Now).RecordsProcessed.ShouldBeNull();
    }

    [Theory]
    [InlineData("e1", true)]
    [InlineData("läuft-№1", true)]
    [InlineData("", false)]
    [InlineData("e\01", false)]
    public void HasUsableId_TextThatCleaningWouldChange_IsFalse(string id, bool isUsable) => ExecutionMapping.HasUsableId(id).ShouldBe(isUsable);

    [Fact]
    public void HasUsableId_LongerThanTheLimit_IsFalse()
    {
        ExecutionMapping.HasUsableId(new string('i', TextLimits.Id)).ShouldBeTrue();
        ExecutionMapping.HasUsableId(new string('i', TextLimits.Id + 1)).ShouldBeFalse();
    }
}
