using FlextMonitor.Daemon.Runs;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ProtoStatus = FlextMonitor.Proto.Status;

namespace FlextMonitor.Daemon.Service;

/// <summary>Converts requests into queries of the source of runs. An invalid value is INVALID_ARGUMENT, and the message says what is allowed.</summary>
internal static class FromProto
{
    // A refusal repeats the value in a response header, which has little room.
    private const int LongestWord = 200;

    /// <summary>A required id.</summary>
    public static string Id(string value, string field) =>
        value.Length > 0 ? Word(value, field) : throw Invalid($"{field} is required");

    /// <summary>An optional word.</summary>
    public static string Word(string value, string field) =>
        value.Length <= LongestWord ? value : throw Invalid($"{field} has {value.Length} characters; it may have up to {LongestWord}");

    /// <summary>The filter of the request. As with other daemons, a limit of 0 or less means all.</summary>
    public static RunQuery Query(ListExecutionsRequest request)
    {
        var from = Time(request.StartDate, "start_date");
        var to = Time(request.EndDate, "end_date");
        if (from > to)
        {
            throw Invalid($"start_date {from:u} is after end_date {to:u}; it may be the same or earlier");
        }

        return new RunQuery(request.PipelineId.Length > 0 ? Word(request.PipelineId, "pipeline_id") : null, State(request.Status), from, to)
        {
            Offset = Offset(request.Offset),
            Limit = Limit(request.Limit),
        };
    }

    /// <summary>How many to skip.</summary>
    public static int Offset(int offset) => offset >= 0 ? offset : throw Invalid($"offset is {offset}; it may be 0 or more");

    /// <summary>How many to return; <c>null</c>: all.</summary>
    public static int? Limit(int limit) => limit > 0 ? limit : null;

    /// <summary>How many of the last lines to return; <c>null</c>: all, which the request writes as 0.</summary>
    public static int? Tail(int lines) => lines switch
    {
        < 0 => throw Invalid($"tail_lines is {lines}; it may be 0, which means all, or more"),
        0 => null,
        _ => lines,
    };

    /// <summary>Converts a refusal into the status of the call.</summary>
    public static RpcException Refused(Refusal refusal) => new(new Grpc.Core.Status(
        refusal.Reason switch
        {
            RefusalReason.NotFound => StatusCode.NotFound,
            RefusalReason.WrongState => StatusCode.FailedPrecondition,
            RefusalReason.NotSupported => StatusCode.Unimplemented,
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Reason, "a reason without a status code"),
        },
        refusal.Message));

    /// <summary>The status of an invalid request.</summary>
    public static RpcException Invalid(string reason) => new(new Grpc.Core.Status(StatusCode.InvalidArgument, reason));

    private static RunState? State(ProtoStatus status) => status switch
    {
        ProtoStatus.Unspecified => null,
        ProtoStatus.Pending => RunState.Pending,
        ProtoStatus.Running => RunState.Running,
        ProtoStatus.Success => RunState.Success,
        ProtoStatus.Failed => RunState.Failed,
        ProtoStatus.Cancelled => RunState.Cancelled,
        _ => throw Invalid($"status is {(int)status}; it may be 0 (any), 1 (pending), 2 (running), 3 (success), 4 (failed) or 5 (cancelled)"),
    };

    private static DateTimeOffset? Time(Timestamp? timestamp, string field)
    {
        try
        {
            return timestamp?.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            throw Invalid($"{field} is no moment between the years 1 and 9999");
        }
    }
}
