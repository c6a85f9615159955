using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Alerts;

public sealed class RuleQuestionTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Ask_EvaluatorStandsStill_SaysSoAfterTenSeconds()
    {
        var asked = RuleQuestionEndpoints.AskAsync(token => new TaskCompletionSource<RuleExplanation>().Task.WaitAsync(token), _time, TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(9.9));
        asked.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));

        (await asked.DefaultTimeout()).ShouldBeOfType<ProblemHttpResult>().StatusCode.ShouldBe(StatusCodes.Status503ServiceUnavailable);
    }

    [Fact]
    public async Task Ask_CallerLeaves_IsCancelled()
    {
        using var left = new CancellationTokenSource();
        var asked = RuleQuestionEndpoints.AskAsync(token => new TaskCompletionSource<RuleExplanation>().Task.WaitAsync(token), _time, left.Token);

        await left.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asked.DefaultTimeout());
    }
}
