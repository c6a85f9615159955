using System.Text.Json;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ProblemDetails = Microsoft.AspNetCore.Mvc.ProblemDetails;

namespace FlextMonitor.Web.Api;

/// <summary>
/// Writes one of each answer that must be possible at any time before anything listens: the serializer loads assemblies with the first of a kind, which fails once the process has
/// no descriptor left.
/// </summary>
internal sealed class AnswerWarmUp(IOptions<JsonOptions> json) : IHostedService
{
    private const string Any = "warm-up";

    private static readonly object[] Answers =
    [
        new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable, Title = Any, Detail = Any, Extensions = { ["code"] = Any } },
        new HttpValidationProblemDetails(new Dictionary<string, string[]> { [Any] = [Any] }),
        new HealthResponse(Any, new Dictionary<string, HealthCheckResponse> { [Any] = new(true, Any, new Dictionary<string, object> { [Any] = DateTimeOffset.UnixEpoch }) }, new Dictionary<string, SourceState> { [Any] = SourceState.Live }),
        new StatsResponse(
            Any,
            new StatsFigures(1, 1, 1, 1, 1, 1),
            new StatsHealth(true, new Dictionary<string, StatsComponent> { [Any] = new(true, Any, new Dictionary<string, string> { [Any] = Any }) }),
            [new StatsExecution(Any, Any, ExecutionStatus.Success, DateTimeOffset.UnixEpoch, Any)],
            Any),
    ];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var answer in Answers)
        {
            JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), json.Value.SerializerOptions);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
