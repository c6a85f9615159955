using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Collector.Sources;

/// <summary>Reads the daemon's pipelines and system information when a connection opens and once a minute, or less often if that takes long. A failure does not change the source's state.</summary>
internal sealed class DetailsLoop(SourceContext context, DaemonCaller caller, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MinimumSpacing = TimeSpan.FromSeconds(1);

    private readonly PipelineRequests _pipelines = new(context.Daemon, time);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var period = Period;
        while (true)
        {
            await context.RefreshDetails.WaitAsync(period, cancellationToken).ConfigureAwait(false);
            var connection = context.Connection;
            var began = time.GetTimestamp();
            try
            {
                await Task.WhenAll(FactsAsync(connection, cancellationToken), PipelinesAsync(connection, cancellationToken)).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (connection.Retired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // The connection was replaced meanwhile. The new one sets the event again when it opens.
            }

            period = PeriodAfter(time.GetElapsedTime(began));
            await Task.Delay(MinimumSpacing, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FactsAsync(DaemonConnection connection, CancellationToken cancellationToken)
    {
        using var call = context.Pace.BeginCall();
        var result = await caller.CallAsync(
            connection,
            nameof(FlextService.FlextServiceClient.GetSystemInfo),
            (client, options) => client.GetSystemInfoAsync(new Empty(), options),
            limit: null,
            cancellationToken).ConfigureAwait(false);
        if (result.Answer is { } facts)
        {
            await context.TakeAsync(connection, reporter => reporter.Take(DaemonFacts.From(facts))).ConfigureAwait(false);
        }
    }

    private async Task PipelinesAsync(DaemonConnection connection, CancellationToken cancellationToken)
    {
        var list = await _pipelines.RequestAsync(async (limit, offset) =>
        {
            using var call = context.Pace.BeginCall();
            return await caller.CallAsync(
                connection,
                nameof(FlextService.FlextServiceClient.ListPipelines),
                (client, options) => client.ListPipelinesAsync(new ListPipelinesRequest { Limit = limit, Offset = offset }, options),
                limit: null,
                cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (list is not null)
        {
            await context.TakeAsync(connection, reporter => reporter.Pipelines.Apply(list)).ConfigureAwait(false);
        }
    }

    // Slow answers make the period longer. Half of the time that sampling may take is left to the feeds.
    private TimeSpan PeriodAfter(TimeSpan took)
    {
        var affordable = took * (2 * 100.0 / context.Daemon.LoadPercent);
        return affordable > Period ? affordable : Period;
    }
}
