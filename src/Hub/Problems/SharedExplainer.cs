using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using FlextMonitor.Collector.Cluster;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hub.Problems;

/// <summary>Has the process that evaluates say why a rule does or does not fire, whichever process is asked. A question that is lost is not answered, and ends with its caller's patience.</summary>
internal sealed class SharedExplainer(EvaluatorQuestions own, IEvaluatorLeadership leadership, ClusterSignals signals, NodeIdentity node, TimeProvider time) : IRuleExplainer, IHostedService
{
    /// <summary>How long a question of another process may wait: nobody waits for its answer for longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<RuleExplanation>> _asked = new(StringComparer.Ordinal);
    private long _number;

    public async Task<RuleExplanation> ExplainAsync(Rule rule, string source, string? pipelineId, CancellationToken cancellationToken)
    {
        if (leadership.IsLeading || !leadership.IsShared)
        {
            return await own.ExplainAsync(rule, source, pipelineId, cancellationToken).ConfigureAwait(false);
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{node.Id}/{Interlocked.Increment(ref _number)}");
        var answer = new TaskCompletionSource<RuleExplanation>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = answer;
        try
        {
            signals.SendToOthers(ClusterTopics.ExplanationAsked, JsonSerializer.Serialize(new Question(id, rule, source, pipelineId)));
            return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _asked.TryRemove(id, out _);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        signals.Listen(ClusterTopics.ExplanationAsked, text => _ = AnswerAsync(text));
        signals.Listen(ClusterTopics.ExplanationGiven, Take);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AnswerAsync(string text)
    {
        if (!leadership.IsLeading || Read<Question>(text) is not { Id: not null, Rule: not null, Source: not null } question)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            var explanation = await own.ExplainAsync(question.Rule, question.Source, question.PipelineId, limit.Token).ConfigureAwait(false);
            signals.SendToOthers(ClusterTopics.ExplanationGiven, JsonSerializer.Serialize(new Answer(question.Id, explanation.Fires, explanation.Reasons)));
        }
        catch (OperationCanceledException)
        {
            // Nothing is evaluated now, as the caller says when its patience ends.
        }
    }

    private void Take(string text)
    {
        if (Read<Answer>(text) is { Id: not null, Reasons: not null } answer && _asked.TryGetValue(answer.Id, out var asked))
        {
            asked.TrySetResult(new RuleExplanation(answer.Fires, answer.Reasons));
        }
    }

    private static T? Read<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text);
        }
        catch (JsonException)
        {
            // Another release says it in another way.
            return null;
        }
    }

    private sealed record Question(string Id, Rule Rule, string Source, string? PipelineId);

    private sealed record Answer(string Id, bool? Fires, IReadOnlyList<RuleReason> Reasons);
}
