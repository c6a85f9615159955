using FlextMonitor.Collector.Sources;
using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Problems;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>
/// Calls an address every 60 s as long as all parts move, so that a service such as Healthchecks notices when this monitor does not. Where a part stands still, nothing is called.
/// </summary>
internal sealed partial class HeartbeatSender(
    IOptions<AlertOptions> options, ChannelHttp http, OutboxProgress outbox, IEnumerable<ICollectorProgress> collectors, IEnumerable<IEvaluatorProgress> evaluators, TimeProvider time, ILogger<HeartbeatSender> logger)
    : SupervisedService
{
    /// <summary>How often the address is called.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(60);

    private bool _isAnswered = true;

    /// <summary>Calls the address if all parts move.</summary>
    /// <returns>Whether it was called.</returns>
    public async Task<bool> BeatAsync(CancellationToken cancellationToken)
    {
        if (options.Value.HeartbeatUrl is not { Length: > 0 } url || !outbox.Moves || !collectors.All(collector => collector.Moves) || !evaluators.All(evaluator => evaluator.Moves))
        {
            return false;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, url);

        // The address is a secret of its service.
        var answer = await http.SendAsync(request, [url, new Uri(url).PathAndQuery], cancellationToken).ConfigureAwait(false);
        NoteAnswer(answer);
        return true;
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() =>
        string.IsNullOrEmpty(options.Value.HeartbeatUrl) ? [] : [new("The heartbeat", RunAsync, new SupervisedLoopOptions(), time, logger)];

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Pace, time, cancellationToken).ConfigureAwait(false);
            await BeatAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void NoteAnswer(ChannelAnswer answer)
    {
        var isAnswered = answer.Result == DeliveryResult.Delivered;
        if (_isAnswered && !isAnswered)
        {
            Log.Unanswered(logger, answer.Answer);
        }
        else if (!_isAnswered && isAnswered)
        {
            Log.Answered(logger);
        }

        _isAnswered = isAnswered;
    }

    private static partial class Log
    {
        [LoggerMessage(2142, LogLevel.Warning, "The address of Alerts:HeartbeatUrl does not take the heartbeat: {Answer}")]
        public static partial void Unanswered(ILogger logger, string answer);

        [LoggerMessage(2143, LogLevel.Information, "The address of Alerts:HeartbeatUrl takes the heartbeat again")]
        public static partial void Answered(ILogger logger);
    }
}
