using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Kit.Load;

/// <summary>Where a tick goes: a server under measurement.</summary>
internal interface ITopicSink
{
    /// <summary>Takes one topic: its method's name, and its values (one, or several executions).</summary>
    Task TakeAsync(string method, IReadOnlyList<SourceMessage> values);
}
