using System.Collections.Concurrent;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Hands questions about rules to the evaluator, which answers them between two evaluations: nobody else may read what it knows.</summary>
internal sealed class RuleQuestions : IRuleExplainer
{
    private readonly ConcurrentQueue<Question> _waiting = new();
    private volatile TaskCompletionSource _asked = New();

    /// <summary>Completes when there is a question to answer.</summary>
    public Task Asked => _asked.Task;

    public async Task<RuleExplanation> ExplainAsync(Rule rule, string source, string? pipelineId, CancellationToken cancellationToken)
    {
        var question = new Question(rule, source, pipelineId);
        _waiting.Enqueue(question);
        _asked.TrySetResult();
        return await question.Answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Answers what was asked.</summary>
    public void AnswerBy(EvaluationTerm term, DateTimeOffset now)
    {
        if (!_asked.Task.IsCompleted)
        {
            return;
        }

        // First: what is asked from now on completes the new one.
        _asked = New();
        while (_waiting.TryDequeue(out var question))
        {
            question.Answer.TrySetResult(term.Explain(question.Rule, question.Source, question.PipelineId, now));
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Question(Rule Rule, string Source, string? PipelineId)
    {
        public TaskCompletionSource<RuleExplanation> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
