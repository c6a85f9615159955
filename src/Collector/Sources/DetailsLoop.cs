using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Collector.Sources;

/// <summary>Asks for the daemon's pipelines and for its facts, on connect and once a minute. A failure changes no state.</summary>
internal sealed class DetailsLoop(SourceContext context, DaemonCaller caller, TimeProvider time)
{
    private const int PageSize = 500;
    private const int MostPages = TextLimits.Pipelines / PageSize;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await context.Details.WaitAsync(Period, cancellationToken).ConfigureAwait(false);
            var connection = context.Connection;
            try
            {
                await Task.WhenAll(FactsAsync(connection, cancellationToken), PipelinesAsync(connection, cancellationToken)).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (connection.Retired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // Replaced meanwhile; asked again when the new one opens.
            }

            await Task.Delay(Spacing, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FactsAsync(DaemonConnection connection, CancellationToken cancellationToken)
    {
        var result = await caller.CallAsync(
            connection,
            nameof(FlextService.FlextServiceClient.GetSystemInfo),
            (client, options) => client.GetSystemInfoAsync(new Empty(), options),
            cancellationToken).ConfigureAwait(false);
        if (result.Answer is { } facts)
        {
            await context.TakeAsync(connection, reporter => reporter.Take(DaemonFacts.From(facts))).ConfigureAwait(false);
        }
    }

    private async Task PipelinesAsync(DaemonConnection connection, CancellationToken cancellationToken)
    {
        var pages = new PipelinePages(context.Daemon.Name, time.Now());
        var offset = 0;
        for (var page = 0; page < MostPages; page++)
        {
            var request = new ListPipelinesRequest { Limit = PageSize, Offset = offset };
            var result = await caller.CallAsync(
                connection,
                nameof(FlextService.FlextServiceClient.ListPipelines),
                (client, options) => client.ListPipelinesAsync(request, options),
                cancellationToken).ConfigureAwait(false);
            if (result.Answer is not { } answer)
            {
                return;
            }

            // Some send smaller pages than they are asked for.
            offset += answer.Pipelines.Count;
            if (!pages.Add(answer.Pipelines) || (answer.Pipelines.Count < PageSize && offset >= answer.Total))
            {
                break;
            }
        }

        await context.TakeAsync(connection, reporter => reporter.Pipelines.Apply(pages.ById)).ConfigureAwait(false);
    }
}
