using System.Net.Http.Json;
using FlextMonitor.Client;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Examples.Worker;

/// <summary>Posts every run that fails to the webhook <c>WEBHOOK_URL</c>, as chat systems take it.</summary>
internal sealed partial class FailurePoster(IMonitor monitor, HttpClient http, IConfiguration settings, ILogger<FailurePoster> logger) : BackgroundService
{
    private readonly Uri _webhook = new(settings["WEBHOOK_URL"] ?? throw new InvalidOperationException("WEBHOOK_URL is not set."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var happened in monitor.EventsAsync(stoppingToken))
        {
            if (happened is MonitorEvent.RunEnded { Execution: { Status: ExecutionStatus.Failed } run })
            {
                await PostAsync(run, stoppingToken);
            }
        }
    }

    private async Task PostAsync(ExecutionData run, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(_webhook, new { text = $"{run.Source}: {run.PipelineName} failed: {run.ErrorMessage}" }, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException exception)
        {
            // The next failure is posted all the same.
            LogNotPosted(run.Id, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The failure of run {Run} could not be posted")]
    private partial void LogNotPosted(string run, Exception exception);
}
