using System.Text.Json.Nodes;

namespace FlextMonitor.Contracts.Tests.Document;

/// <summary>The calls of the hub with their arguments, for <c>docs/asyncapi.yaml</c>. The hub's own signatures are held by its tests.</summary>
internal static class HubCalls
{
    /// <summary>One argument of a call.</summary>
    internal sealed record Parameter(string Name, string Type)
    {
        public JsonNode Schema() => Type == "names"
            ? new JsonObject { ["title"] = Name, ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }
            : new JsonObject { ["title"] = Name, ["type"] = Type };
    }

    /// <summary>One call. A result is null where nothing is returned.</summary>
    internal sealed record Call(string Name, IReadOnlyList<Parameter> Parameters, Func<JsonNode>? Result = null, bool IsStream = false);

    private static readonly Parameter Source = new("source", "string");
    private static readonly Parameter Id = new("id", "string");

    public static IReadOnlyList<Call> All { get; } =
    [
        new(HubMethods.Clock, [], () => new JsonObject { ["type"] = "string", ["format"] = "date-time" }),
        new(HubMethods.Watch, [new("sources", "names")]),
        new(HubMethods.Pause, []),
        new(HubMethods.Resume, []),
        new(HubMethods.GetExecution, [Source, Id], () => Record(nameof(ExecutionData))),
        new(HubMethods.StreamLogs, [Source, new("executionId", "string"), new("tailLines", "integer"), new("follow", "boolean")], () => Record(nameof(LogLine)), IsStream: true),
        new(HubMethods.RunPipeline, [Source, new("pipelineId", "string"), new("fullRefresh", "boolean")], () => Record(nameof(ExecutionData))),
        new(HubMethods.CancelExecution, [Source, Id]),
    ];

    private static JsonObject Record(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
