using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts.Wire;

/// <summary>What is sent over the hub's connection, so that JSON needs no reflection.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SourceStatus))]
[JsonSerializable(typeof(DashboardStats))]
[JsonSerializable(typeof(HealthStatus))]
[JsonSerializable(typeof(ExecutionData))]
[JsonSerializable(typeof(ExecutionRemoved))]
[JsonSerializable(typeof(PipelineStatus))]
[JsonSerializable(typeof(PipelineRemoved))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ProblemResolved))]
[JsonSerializable(typeof(Heartbeat))]
[JsonSerializable(typeof(Closing))]
[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(ComponentHealth))]
[JsonSerializable(typeof(FeedStatus))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(object))]
internal sealed partial class WireJson : JsonSerializerContext;
