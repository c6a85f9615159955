using Google.Protobuf.Reflection;

namespace FlextMonitor.Proto.Tests;

/// <summary>Pins what daemons in the field speak: a changed name, number or type would read their answers wrongly.</summary>
public sealed class FlextContractTests
{
    public static TheoryData<string, string> Messages => new()
    {
        { "SystemStats", "1 active_pipelines:int32, 2 total_executions:int64, 3 success_rate:double, 4 uptime_seconds:int64, 5 cpu_usage:double, 6 memory_usage:double, 7 active_connections:int32" },
        { "HealthStatus", "1 healthy:bool, 2 components:map<string,ComponentHealth>, 3 timestamp:Timestamp" },
        { "ComponentHealth", "1 name:string, 2 healthy:bool, 3 message:string, 4 metadata:map<string,string>" },
        { "SystemInfo", "1 version:string, 2 environment:string, 3 python_version:string, 4 meltano_version:string, 5 features:map<string,string>" },
        { "Pipeline", "1 id:string, 2 name:string, 3 description:string, 4 extractor:string, 5 loader:string, 6 transform:string, 7 config:Struct, 8 schedule:string, 9 is_active:bool, 10 created_by:string, 11 created_at:Timestamp, 12 updated_at:Timestamp, 13 last_status:Status, 14 last_run:Timestamp" },
        { "ListPipelinesRequest", "1 limit:int32, 2 offset:int32, 3 filter:string, 4 sort_by:string, 5 descending:bool" },
        { "ListPipelinesResponse", "1 pipelines:repeated Pipeline, 2 total:int32, 3 limit:int32, 4 offset:int32" },
        { "RunPipelineRequest", "1 pipeline_id:string, 2 full_refresh:bool, 3 env_vars:map<string,string>" },
        { "Execution", "1 id:string, 2 pipeline_id:string, 3 status:Status, 4 started_at:Timestamp, 5 finished_at:Timestamp, 6 duration_seconds:int64, 7 error_message:string, 8 metadata:map<string,string>, 9 records_processed:int64, 10 triggered_by:string" },
        { "GetExecutionRequest", "1 id:string" },
        { "CancelExecutionRequest", "1 id:string" },
        { "ListExecutionsRequest", "1 pipeline_id:string, 2 limit:int32, 3 offset:int32, 4 status:Status, 5 start_date:Timestamp, 6 end_date:Timestamp" },
        { "ListExecutionsResponse", "1 executions:repeated Execution, 2 total:int32, 3 limit:int32, 4 offset:int32" },
        { "StreamExecutionRequest", "1 execution_id:string" },
        { "ExecutionUpdate", "1 execution_id:string, 2 type:string, 3 message:string, 4 timestamp:Timestamp, 5 progress:double, 6 status:Status, 7 metadata:map<string,string>" },
        { "StreamLogsRequest", "1 execution_id:string, 2 follow:bool, 3 tail_lines:int32" },
        { "LogEntry", "1 timestamp:string, 2 level:string, 3 message:string, 4 execution_id:string, 5 metadata:map<string,string>" },
    };

    public static TheoryData<string> Methods =>
    [
        "GetSystemStats Empty -> SystemStats",
        "HealthCheck Empty -> HealthStatus",
        "GetSystemInfo Empty -> SystemInfo",
        "ListPipelines ListPipelinesRequest -> ListPipelinesResponse",
        "GetExecution GetExecutionRequest -> Execution",
        "ListExecutions ListExecutionsRequest -> ListExecutionsResponse",
        "StreamExecution StreamExecutionRequest -> stream ExecutionUpdate",
        "StreamLogs StreamLogsRequest -> stream LogEntry",
        "RunPipeline RunPipelineRequest -> Execution",
        "CancelExecution CancelExecutionRequest -> Empty",
    ];

    private static FileDescriptor File => FlextReflection.Descriptor;

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_AsGenerated_HasTheNumbersNamesAndTypesOfTheField(string name, string fields)
    {
        var message = File.MessageTypes.Single(type => type.Name == name);

        string.Join(", ", message.Fields.InFieldNumberOrder().Select(Describe)).ShouldBe(fields);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Method_AsGenerated_HasTheRequestAndResponseOfTheField(string signature)
    {
        var methods = File.Services.Single().Methods.Select(method =>
            $"{method.Name} {method.InputType.Name} -> {(method.IsServerStreaming ? "stream " : "")}{method.OutputType.Name}");

        methods.ShouldContain(signature);
    }

    [Fact]
    public void File_AsGenerated_HoldsNothingElse()
    {
        File.Package.ShouldBe("flext");
        File.Services.Single().FullName.ShouldBe("flext.FlextService");
        File.MessageTypes.Select(type => type.Name).ShouldBe(Messages.Select(row => row.Data.Item1), ignoreOrder: true);
        File.Services.Single().Methods.Count.ShouldBe(Methods.Count);
    }

    [Fact]
    public void Status_AsGenerated_HasTheNumbersOfTheField()
    {
        var values = File.EnumTypes.Single(type => type.Name == "Status").Values.Select(value => $"{value.Number} {value.Name}");

        values.ShouldBe(["0 STATUS_UNSPECIFIED", "1 STATUS_PENDING", "2 STATUS_RUNNING", "3 STATUS_SUCCESS", "4 STATUS_FAILED", "5 STATUS_CANCELLED"]);
    }

    private static string Describe(FieldDescriptor field) => $"{field.FieldNumber} {field.Name}:{TypeOf(field)}";

    private static string TypeOf(FieldDescriptor field)
    {
        if (field.IsMap)
        {
            var entry = field.MessageType.Fields;
            return $"map<{TypeOf(entry[1])},{TypeOf(entry[2])}>";
        }

        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.Name,
            FieldType.Enum => field.EnumType.Name,
            var scalar => scalar.ToString().ToLowerInvariant(),
        };
        return field.IsRepeated ? $"repeated {type}" : type;
    }
}
