using System.Collections.Concurrent;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Hands questions to the evaluator, which answers them between two evaluations: nobody else may read what it knows.</summary>
internal sealed class EvaluatorQuestions : IRuleExplainer, IUnseenRuns
{
    private readonly ConcurrentQueue<IQuestion> _waiting = new();
    private volatile TaskCompletionSource _asked = New();

    /// <summary>Completes when there is a question to answer.</summary>
    public Task Asked => _asked.Task;

    public Task<RuleExplanation> ExplainAsync(Rule rule, string source, string? pipelineId, CancellationToken cancellationToken) =>
        AskAsync((term, now) => term.Explain(rule, source, pipelineId, now), cancellationToken);

    public Task<UnseenRuns> FindAsync(string source, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        AskAsync((term, _) => term.FindUnseen(source, from, until), cancellationToken);

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
            question.AnswerBy(term, now);
        }
    }

    private async Task<T> AskAsync<T>(Func<EvaluationTerm, DateTimeOffset, T> answer, CancellationToken cancellationToken)
    {
        var question = new Question<T>(answer);
        _waiting.Enqueue(question);
        _asked.TrySetResult();
        return await question.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private interface IQuestion
    {
        void AnswerBy(EvaluationTerm term, DateTimeOffset now);
    }

    private sealed class Question<T>(Func<EvaluationTerm, DateTimeOffset, T> ask) : IQuestion
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Answer => _answer.Task;

        public void AnswerBy(EvaluationTerm term, DateTimeOffset now) => _answer.TrySetResult(ask(term, now));
    }
}
