using FlextMonitor.Daemon.Runs;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ProtoStatus = FlextMonitor.Proto.Status;

namespace FlextMonitor.Daemon.Service;

/// <summary>From requests to questions to the source of runs. What cannot be meant is INVALID_ARGUMENT, naming what is allowed.</summary>
internal static class FromProto
{
    // An answer repeats the word that it refuses, in a header, where there is not room for any text.
    private const int LongestWord = 200;

    /// <summary>An id that must be there.</summary>
    public static string Id(string value, string field) =>
        value.Length > 0 ? Word(value, field) : throw Invalid($"{field} is required");

    /// <summary>A word that may be missing.</summary>
    public static string Word(string value, string field) =>
        value.Length <= LongestWord ? value : throw Invalid($"{field} has {value.Length} characters; it may have up to {LongestWord}");

    /// <summary>Which runs are asked for; as with other daemons a limit of 0 or less means all.</summary>
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

    /// <summary>How many to return; null for all.</summary>
    public static int? Limit(int limit) => limit > 0 ? limit : null;

    /// <summary>How many of the last lines to return; null for all, which 0 means.</summary>
    public static int? Tail(int lines) => lines switch
    {
        < 0 => throw Invalid($"tail_lines is {lines}; it may be 0, which means all, or more"),
        0 => null,
        _ => lines,
    };

    /// <summary>What a refusal is on the wire.</summary>
    public static RpcException Refused(Refusal refusal) => new(new Grpc.Core.Status(
        refusal.Reason switch
        {
            RefusalReason.NotFound => StatusCode.NotFound,
            RefusalReason.WrongState => StatusCode.FailedPrecondition,
            RefusalReason.NotSupported => StatusCode.Unimplemented,
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Reason, "a reason without a status code"),
        },
        refusal.Message));

    /// <summary>A request that cannot be meant.</summary>
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
