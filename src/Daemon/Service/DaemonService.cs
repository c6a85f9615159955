using FlextMonitor.Daemon.Figures;
using FlextMonitor.Daemon.Health;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace FlextMonitor.Daemon.Service;

/// <summary>Serves the contract of a FLEXT daemon from this host's figures and one source of runs.</summary>
internal sealed class DaemonService(
    IRunSource runs,
    HostSampler sampler,
    HealthLog health,
    DaemonInfo info,
    ConnectionCount connections,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : FlextService.FlextServiceBase
{
    /// <inheritdoc/>
    public override async Task<SystemStats> GetSystemStats(Empty request, ServerCallContext context)
    {
        if (sampler.Unsupported is { } reason)
        {
            throw new RpcException(new Grpc.Core.Status(StatusCode.Unimplemented, reason));
        }

        // Not UNAVAILABLE, which means that the daemon cannot be reached.
        var figures = await sampler.GetAsync(context.CancellationToken)
            ?? throw new RpcException(new Grpc.Core.Status(StatusCode.Internal, $"the host's CPU and memory cannot be measured: {sampler.Failure}"));
        var totals = await CountAsync(context.CancellationToken);
        return new SystemStats
        {
            ActivePipelines = totals?.ActivePipelines ?? ToProto.UnknownNumber,
            TotalExecutions = totals?.Runs ?? ToProto.UnknownNumber,
            SuccessRate = totals?.SuccessPercent ?? double.NaN,
            UptimeSeconds = (long)info.Uptime.TotalSeconds,
            CpuUsage = figures.CpuPercent,
            MemoryUsage = figures.MemoryPercent,
            ActiveConnections = connections.Open,
        };
    }

    /// <inheritdoc/>
    public override async Task<HealthStatus> HealthCheck(Empty request, ServerCallContext context) =>
        ToProto.Health(await health.CheckAsync(context.CancellationToken), time.GetUtcNow());

    /// <inheritdoc/>
    public override Task<SystemInfo> GetSystemInfo(Empty request, ServerCallContext context) => Task.FromResult(info.Describe());

    /// <inheritdoc/>
    public override async Task<ListPipelinesResponse> ListPipelines(ListPipelinesRequest request, ServerCallContext context)
    {
        var offset = FromProto.Offset(request.Offset);
        var fitting = PipelineOrder.Apply(await runs.ListPipelinesAsync(context.CancellationToken), request);
        var page = fitting.Skip(offset).Take(FromProto.Limit(request.Limit) ?? int.MaxValue);
        return new ListPipelinesResponse
        {
            Pipelines = { page.Select(ToProto.Pipeline) },
            Total = fitting.Count,
            Limit = request.Limit,
            Offset = offset,
        };
    }

    /// <inheritdoc/>
    public override async Task<Execution> GetExecution(GetExecutionRequest request, ServerCallContext context) =>
        ToProto.Execution(await FindAsync(FromProto.Id(request.Id, "id"), context.CancellationToken), time.GetUtcNow());

    /// <inheritdoc/>
    public override async Task<ListExecutionsResponse> ListExecutions(ListExecutionsRequest request, ServerCallContext context)
    {
        var page = await runs.ListRunsAsync(FromProto.Query(request), context.CancellationToken);
        var now = time.GetUtcNow();
        return new ListExecutionsResponse
        {
            Executions = { page.Runs.Select(run => ToProto.Execution(run, now)) },
            Total = page.Total,
            Limit = request.Limit,
            Offset = request.Offset,
        };
    }

    /// <inheritdoc/>
    public override async Task StreamExecution(
        StreamExecutionRequest request, IServerStreamWriter<ExecutionUpdate> responseStream, ServerCallContext context)
    {
        var id = (await FindAsync(FromProto.Id(request.ExecutionId, "execution_id"), context.CancellationToken)).Id;
        await UntilStoppedAsync(context, async cancellationToken =>
        {
            RunState? last = null;
            await foreach (var run in runs.FollowAsync(id, cancellationToken))
            {
                await responseStream.WriteAsync(ToProto.Update(run, run.State != last, time.GetUtcNow()), cancellationToken);
                last = run.State;
            }
        });
    }

    /// <inheritdoc/>
    public override async Task StreamLogs(StreamLogsRequest request, IServerStreamWriter<LogEntry> responseStream, ServerCallContext context)
    {
        var tail = FromProto.Tail(request.TailLines);
        var id = (await FindAsync(FromProto.Id(request.ExecutionId, "execution_id"), context.CancellationToken)).Id;
        await UntilStoppedAsync(context, async cancellationToken =>
        {
            await foreach (var line in runs.ReadLogAsync(id, tail, request.Follow, cancellationToken))
            {
                await responseStream.WriteAsync(ToProto.LogEntry(line, id), cancellationToken);
            }
        });
    }

    /// <inheritdoc/>
    public override async Task<Execution> RunPipeline(RunPipelineRequest request, ServerCallContext context)
    {
        var asked = new RunRequest(FromProto.Id(request.PipelineId, "pipeline_id"), request.FullRefresh, request.EnvVars);
        var result = await runs.StartAsync(asked, context.CancellationToken);
        return result.Started is { } started ? ToProto.Execution(started, time.GetUtcNow()) : throw FromProto.Refused(result.Refused!);
    }

    /// <inheritdoc/>
    public override async Task<Empty> CancelExecution(CancelExecutionRequest request, ServerCallContext context)
    {
        var refused = await runs.CancelAsync(FromProto.Id(request.Id, "id"), context.CancellationToken);
        return refused is null ? new Empty() : throw FromProto.Refused(refused);
    }

    /// <summary>The counts of runs; <c>null</c> if they are not known. The figures of the host are known all the same, and lists say what is wrong with the runs.</summary>
    private async Task<RunTotals?> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await runs.CountAsync(cancellationToken);
        }
        catch (RunSourceException)
        {
            return null;
        }
    }

    private async Task<Run> FindAsync(string id, CancellationToken cancellationToken) =>
        await runs.FindRunAsync(id, cancellationToken)
        ?? throw FromProto.Refused(new Refusal(RefusalReason.NotFound, $"there is no execution '{id}', or no more"));

    /// <summary>A token that ends streams when the daemon stops: an open stream would delay the stop.</summary>
    private async Task UntilStoppedAsync(ServerCallContext context, Func<CancellationToken, Task> stream)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await stream(either.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "the daemon is stopping"));
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Grpc.Core.Status(StatusCode.Cancelled, "the caller has left"));
        }
        catch (InvalidOperationException) when (either.IsCancellationRequested || context.GetHttpContext().RequestAborted.IsCancellationRequested)
        {
            // A message that is written just as the call ends finds it complete.
            throw new RpcException(new Grpc.Core.Status(StatusCode.Cancelled, "the call has ended"));
        }
    }
}
