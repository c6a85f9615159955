using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Bench.Kit.Load;

/// <summary>Drives a server with ticks at a steady rate, as a collector with a short interval would. A tick is one sample: a new value for each topic of the pattern.</summary>
/// <remarks>If a tick takes longer than the time to the next one, the next follows at once. Ticks that were missed meanwhile are skipped.</remarks>
internal sealed class Beat(ITopicSink sink, TickSource ticks, IOptions<BeatOptions> options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var beat = options.Value;
        if (beat.Pattern == BeatPattern.Idle)
        {
            return;
        }

        var period = TimeSpan.FromSeconds(1.0 / beat.Rate);
        var start = time.GetTimestamp();
        var due = TimeSpan.Zero;
        for (long tick = 1; !stoppingToken.IsCancellationRequested; tick++)
        {
            await WaitAsync(due - time.GetElapsedTime(start), stoppingToken).ConfigureAwait(false);
            await SendAsync(ticks.Topics(beat.Pattern, tick), TimeSpan.FromMilliseconds(beat.GapMs), stoppingToken).ConfigureAwait(false);
            var now = time.GetElapsedTime(start);
            due = due + period > now ? due + period : now;
        }
    }

    private async Task SendAsync(IReadOnlyList<(string Method, IReadOnlyList<Contracts.SourceMessage> Values)> topics, TimeSpan gap, CancellationToken stoppingToken)
    {
        var start = time.GetTimestamp();
        for (var index = 0; index < topics.Count; index++)
        {
            await WaitAsync((gap * index) - time.GetElapsedTime(start), stoppingToken).ConfigureAwait(false);
            await sink.TakeAsync(topics[index].Method, topics[index].Values).ConfigureAwait(false);
        }
    }

    private Task WaitAsync(TimeSpan wait, CancellationToken stoppingToken) =>
        wait > TimeSpan.Zero ? Task.Delay(wait, time, stoppingToken) : Task.CompletedTask;
}
