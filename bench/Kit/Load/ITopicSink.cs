using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Kit.Load;

/// <summary>Receives ticks: a server under measurement.</summary>
internal interface ITopicSink
{
    /// <summary>Sends one topic: the name of its method and its values (one, or several executions).</summary>
    Task TakeAsync(string method, IReadOnlyList<SourceMessage> values);
}
