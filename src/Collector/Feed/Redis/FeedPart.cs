using System.Collections.Frozen;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>The values of a source that one publisher writes: its collector, or the evaluator.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="IsJudgement">Whether the evaluator writes them. It writes all of the monitor's own source.</param>
internal readonly record struct FeedPart(string Source, bool IsJudgement)
{
    private static readonly FrozenSet<MessageKind> Judgements =
        MessageDescriptors.All.Where(descriptor => descriptor.IsJudgement).Select(descriptor => descriptor.Kind).ToFrozenSet();

    /// <summary>The publisher in words: <c>collector</c> or <c>evaluator</c>.</summary>
    public string Publisher => IsJudgement ? "evaluator" : "collector";

    /// <summary>The part that a value belongs to.</summary>
    public static FeedPart Of(MessageKey key) => new(key.Source, key.Source == SourceNames.Monitor || Judgements.Contains(key.Kind));
}
