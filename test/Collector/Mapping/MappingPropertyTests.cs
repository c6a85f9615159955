using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using FlextMonitor.Proto;
using FsCheck.Xunit;
using MessagePack;
using HealthStatus = FlextMonitor.Proto.HealthStatus;

namespace FlextMonitor.Collector.Tests.Mapping;

/// <summary>For any message from a daemon, the mapping does not throw, and its result is valid and can be sent in both protocols.</summary>
[Properties(Arbitrary = [typeof(HostileMessages)])]
public sealed class MappingPropertyTests
{
    private const long Largest = (1L << 53) - 1;
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_768_453_845_678);
    private static readonly JsonSerializerOptions Json = NewJson();
    private static readonly SourceMessages Messages = new(new DaemonOptions { Address = "http://daemon:50051" });

    [Property]
    public void Stats_AnyFigures_AreValidAndRoundTrip(SystemStats sent)
    {
        var figures = StatsMapping.Stats("default", sent, Now);

        ShouldRoundTrip(figures);
        foreach (var percent in new[] { figures.SuccessRate, figures.CpuUsage, figures.MemoryUsage }.OfType<double>())
        {
            percent.ShouldBeInRange(0, 100);
            Math.Round(percent, 1).ShouldBe(percent);
        }

        foreach (var count in new[] { figures.ActivePipelines, figures.TotalExecutions, figures.UptimeSeconds, figures.ActiveConnections }.OfType<long>())
        {
            count.ShouldBeInRange(0, Largest);
        }
    }

    [Property]
    public void Health_AnyComponents_AreBoundedAndRoundTrip(HealthStatus sent)
    {
        var health = HealthMapping.Health("default", sent, Now);

        ShouldRoundTrip(health with { Error = HealthMapping.Notice(sent) });
        health.Components.Count.ShouldBeLessThanOrEqualTo(TextLimits.Components);
        foreach (var (key, component) in health.Components)
        {
            ShouldBeValid(key, TextLimits.Name);
            ShouldBeValid(component.Name, TextLimits.Name);
            ShouldBeValid(component.Message, TextLimits.Message);
            ShouldBeValid(component.Metadata);
        }
    }

    [Property]
    public void Execution_AnyFields_AreValidAndRoundTrip(Execution sent)
    {
        var execution = ExecutionMapping.Execution("default", sent, Now);

        ShouldRoundTrip(execution);
        ShouldBeValid(execution);
        (execution.Status is ExecutionStatus.Running or ExecutionStatus.Pending && execution.FinishedAt is not null).ShouldBeFalse();
    }

    [Property(MaxTest = 50)]
    public void List_AnyExecutions_AreBoundedOrderedAndEachOnce(ListExecutionsResponse sent)
    {
        const int Limit = 10;

        var list = ExecutionList.From("default", sent, Limit, Now);

        list.InView.ShouldBe(list.InView.Order(ExecutionOrder.NewestFirst));
        list.InView.Select(execution => execution.Id).ShouldBeUnique();
        list.InView.Skip(Limit).ShouldAllBe(execution => execution.Status == ExecutionStatus.Running);
        foreach (var execution in list.InView)
        {
            ShouldBeValid(execution);
        }
    }

    [Property(MaxTest = 20, EndSize = 20)]
    public void ExecutionView_AnyLists_PublishesWhatIsInViewAndRemovesTheRest(ListExecutionsResponse[] lists)
    {
        const int Limit = 10;
        var view = new ExecutionView(Limit, new PipelineListing([]), []);
        var held = new Dictionary<string, ExecutionData>(StringComparer.Ordinal);
        var at = Now;
        foreach (var sent in lists)
        {
            at += ExecutionView.EndedMemory;
            view.Take(ExecutionList.From("default", sent, Limit, at));
            var (changes, outOfView) = view.TakeChanges(at);
            foreach (var change in changes)
            {
                if (change is ExecutionData execution)
                {
                    held[execution.Id] = execution;
                }
                else
                {
                    held.Remove(change.Key.Id!).ShouldBeTrue();
                }
            }

            foreach (var key in outOfView)
            {
                held.Remove(key.Id!).ShouldBeTrue();
            }

            held.Values.Order(ExecutionOrder.NewestFirst).Skip(Limit).Count(execution => execution.Status != ExecutionStatus.Running)
                .ShouldBeLessThanOrEqualTo(Limit);
            held.Values.ShouldAllBe(execution => view.StatusOf(execution.Id) == execution.Status);
        }
    }

    [Property]
    public void Log_AnyEntry_IsValidAndRoundTrips(LogEntry sent)
    {
        var line = LogMapping.Line(sent);

        ShouldBeValid(line.Message, TextLimits.LogLine);
        ShouldBeValid(line.Level, TextLimits.Name);
        ShouldBeValid(line.Timestamp);
        var onTheWire = line with { Stream = null, Styles = null };
        JsonSerializer.Deserialize<LogLine>(JsonSerializer.SerializeToUtf8Bytes(line, Json), Json).ShouldBe(onTheWire);
        MessagePackSerializer.Deserialize<LogLine>(MessagePackSerializer.Serialize(line, WireFormat.MessagePack), WireFormat.MessagePack).ShouldBe(onTheWire);
    }

    [Property]
    public void Facts_AnyTexts_AreValid(SystemInfo sent)
    {
        var facts = DaemonFacts.From(sent);

        ShouldRoundTrip(Messages.Status(new SourceTracker(Now), facts, TimeSpan.FromSeconds(1), null));
        ShouldBeValid(facts.Version, TextLimits.Name);
        ShouldBeValid(facts.Environment, TextLimits.Name);
    }

    [Property]
    public void Pipelines_AnyPipelines_AreValidAndRoundTrip(ListPipelinesResponse sent)
    {
        var pages = new PipelinePages("default", Now);

        pages.Add(sent.Pipelines);

        foreach (var (id, pipeline) in pages.ById)
        {
            ShouldRoundTrip(pipeline);
            ShouldBeValid(id, TextLimits.Name);
            ShouldBeValid(pipeline.Name, TextLimits.Name);
            ShouldBeValid(pipeline.Schedule, TextLimits.Name);
        }
    }

    private static void ShouldRoundTrip<TMessage>(TMessage message)
        where TMessage : SourceMessage
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, Json);
        var pack = MessagePackSerializer.Serialize(message, WireFormat.MessagePack);

        JsonSerializer.Deserialize<TMessage>(json, Json).ShouldBe(message);
        MessagePackSerializer.Deserialize<TMessage>(pack, WireFormat.MessagePack).ShouldBe(message);
        JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(MessagePackSerializer.ConvertToJson(pack))).ShouldBeTrue();
    }

    private static void ShouldBeValid(ExecutionData execution)
    {
        ShouldBeValid(execution.Id, TextLimits.Id);
        ShouldBeValid(execution.PipelineId, TextLimits.Name);
        ShouldBeValid(execution.PipelineName, TextLimits.Name);
        ShouldBeValid(execution.TriggeredBy, TextLimits.Name);
        ShouldBeValid(execution.ErrorMessage, TextLimits.PublishedError);
        ShouldBeValid(execution.Metadata);
        ShouldBeValid(execution.StartedAt);
        ShouldBeValid(execution.FinishedAt);
        (execution.DurationSeconds ?? 0).ShouldBeInRange(0, Largest);
        (execution.RecordsProcessed ?? 0).ShouldBeInRange(0, Largest);
        execution.Duration.ShouldBe(execution.DurationSeconds is { } seconds ? DurationWords.Of(seconds) : null);
    }

    private static void ShouldBeValid(DateTimeOffset? time)
    {
        if (time is { } value)
        {
            value.ShouldBeInRange(DateTimeOffset.UnixEpoch, new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero));
            (value.Ticks % TimeSpan.TicksPerMillisecond).ShouldBe(0);
        }
    }

    private static void ShouldBeValid(ValueMap<string> metadata)
    {
        metadata.Count.ShouldBeLessThanOrEqualTo(TextLimits.MetadataEntries);
        metadata.ContainsKey("__proto__").ShouldBeFalse();
        foreach (var (key, value) in metadata)
        {
            ShouldBeValid(key, TextLimits.MetadataKey);
            ShouldBeValid(value, TextLimits.MetadataValue);
        }
    }

    private static void ShouldBeValid(string? text, int limit)
    {
        (text?.Length ?? 0).ShouldBeLessThanOrEqualTo(limit);
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text ?? "").ShouldBeGreaterThanOrEqualTo(0);
        (text ?? "").Any(character => char.IsControl(character) && character is not ('\t' or '\r' or '\n')).ShouldBeFalse();
    }

    private static JsonSerializerOptions NewJson()
    {
        var options = new JsonSerializerOptions();
        WireFormat.ConfigureJson(options);
        return options;
    }
}
