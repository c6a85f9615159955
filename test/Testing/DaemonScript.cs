using System.Collections.Concurrent;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace FlextMonitor.Testing;

/// <summary>The answers of a <see cref="ScriptedDaemon"/>, valid by default.</summary>
public sealed class DaemonScript
{
    /// <summary>Raw bytes to answer with instead, by the method's name, for answers that no generated message can hold.</summary>
    public ConcurrentDictionary<string, byte[]> RawAnswers { get; } = new();

    /// <summary>Answers GetSystemStats.</summary>
    public Func<ServerCallContext, Task<SystemStats>> GetSystemStats { get; set; } = _ => Task.FromResult(new SystemStats
    {
        ActivePipelines = 2,
        TotalExecutions = 40,
        SuccessRate = 97.5,
        UptimeSeconds = 3600,
        CpuUsage = 12.5,
        MemoryUsage = 43.2,
        ActiveConnections = 3,
    });

    /// <summary>Answers HealthCheck.</summary>
    public Func<ServerCallContext, Task<HealthStatus>> HealthCheck { get; set; } = _ => Task.FromResult(new HealthStatus
    {
        Healthy = true,
        Components = { ["database"] = new ComponentHealth { Name = "database", Healthy = true, Message = "ok" } },
    });

    /// <summary>Answers GetSystemInfo.</summary>
    public Func<ServerCallContext, Task<SystemInfo>> GetSystemInfo { get; set; } =
        _ => Task.FromResult(new SystemInfo { Version = "0.9.0", Environment = "test" });

    /// <summary>Answers ListPipelines.</summary>
    public Func<ServerCallContext, Task<ListPipelinesResponse>> ListPipelines { get; set; } =
        _ => Task.FromResult(new ListPipelinesResponse { Pipelines = { new Pipeline { Id = "orders", Name = "Orders to warehouse" } }, Total = 1 });

    /// <summary>Answers ListPipelines depending on the request; null to use <see cref="ListPipelines"/>.</summary>
    public Func<ListPipelinesRequest, ListPipelinesResponse>? PipelinePages { get; set; }

    /// <summary>Answers ListExecutions.</summary>
    public Func<ListExecutionsRequest, ServerCallContext, Task<ListExecutionsResponse>> ListExecutions { get; set; } =
        (_, _) => Task.FromResult(new ListExecutionsResponse());

    /// <summary>Answers GetExecution.</summary>
    public Func<GetExecutionRequest, ServerCallContext, Task<Execution>> GetExecution { get; set; } =
        (request, _) => throw new RpcException(new Status(StatusCode.NotFound, $"no execution {request.Id}"));

    /// <summary>Answers StreamExecution.</summary>
    public Func<StreamExecutionRequest, IServerStreamWriter<ExecutionUpdate>, ServerCallContext, Task> StreamExecution { get; set; } =
        (_, _, _) => throw new RpcException(new Status(StatusCode.Unimplemented, "not here"));

    /// <summary>Answers StreamLogs.</summary>
    public Func<StreamLogsRequest, IServerStreamWriter<LogEntry>, ServerCallContext, Task> StreamLogs { get; set; } =
        (_, _, _) => Task.CompletedTask;

    /// <summary>Answers RunPipeline.</summary>
    public Func<RunPipelineRequest, ServerCallContext, Task<Execution>> RunPipeline { get; set; } =
        (request, _) => Task.FromResult(new Execution { Id = "started", PipelineId = request.PipelineId, Status = Proto.Status.Pending });

    /// <summary>Answers CancelExecution.</summary>
    public Func<CancelExecutionRequest, ServerCallContext, Task<Empty>> CancelExecution { get; set; } =
        (_, _) => Task.FromResult(new Empty());
}
