using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace FlextMonitor.Testing;

internal sealed class ScriptedService(DaemonScript script) : FlextService.FlextServiceBase
{
    public override Task<SystemStats> GetSystemStats(Empty request, ServerCallContext context) => script.GetSystemStats(context);

    public override Task<HealthStatus> HealthCheck(Empty request, ServerCallContext context) => script.HealthCheck(context);

    public override Task<SystemInfo> GetSystemInfo(Empty request, ServerCallContext context) => script.GetSystemInfo(context);

    public override Task<ListPipelinesResponse> ListPipelines(ListPipelinesRequest request, ServerCallContext context) =>
        script.PipelinePages is { } pages ? Task.FromResult(pages(request)) : script.ListPipelines(context);

    public override Task<Execution> GetExecution(GetExecutionRequest request, ServerCallContext context) => script.GetExecution(request, context);

    public override Task<ListExecutionsResponse> ListExecutions(ListExecutionsRequest request, ServerCallContext context) => script.ListExecutions(request, context);

    public override Task StreamExecution(StreamExecutionRequest request, IServerStreamWriter<ExecutionUpdate> responseStream, ServerCallContext context) =>
        script.StreamExecution(request, responseStream, context);

    public override Task StreamLogs(StreamLogsRequest request, IServerStreamWriter<LogEntry> responseStream, ServerCallContext context) =>
        script.StreamLogs(request, responseStream, context);

    public override Task<Execution> RunPipeline(RunPipelineRequest request, ServerCallContext context) => script.RunPipeline(request, context);

    public override Task<Empty> CancelExecution(CancelExecutionRequest request, ServerCallContext context) => script.CancelExecution(request, context);
}
