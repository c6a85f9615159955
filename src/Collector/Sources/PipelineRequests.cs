using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Requests all pipelines, page by page. A page that is larger than the settings allow is requested in smaller ones: pipelines carry their configuration.
/// One that is too large alone is left out and reported.
/// </summary>
internal sealed class PipelineRequests(DaemonOptions daemon, TimeProvider time)
{
    /// <summary>The most calls for one list.</summary>
    public const int MaxCalls = 64;

    private const int LargestPage = 500;

    /// <summary>After how many that are too large alone, with none before, no more are requested: a daemon may ignore the limit and send its whole list each time.</summary>
    private const int MaxTooLargeAtFirst = 3;

    private readonly PageSize _size = new(LargestPage, time);

    /// <summary>Requests one page: how many, and after how many.</summary>
    public delegate Task<CallResult<ListPipelinesResponse>> PageRequest(int limit, int offset);

    /// <summary>The list; null if a call failed for another reason than the size of its answer.</summary>
    public async Task<PipelineList?> RequestAsync(PageRequest request)
    {
        _size.Begin();
        var list = await ReadAsync(request, new PipelinePages(daemon.Name, time.Now())).ConfigureAwait(false);
        _size.End();
        return list;
    }

    private async Task<PipelineList?> ReadAsync(PageRequest request, PipelinePages pages)
    {
        var (offset, total, leftOut) = (0, 0, 0);
        for (var calls = 0; calls < MaxCalls; calls++)
        {
            var asked = _size.Next;
            var page = await request(asked, offset).ConfigureAwait(false);
            if (page.Failure is { IsTooLarge: true })
            {
                var skipped = _size.TryShrink(asked) ? 0 : 1;
                offset += skipped;
                leftOut += skipped;
                if (pages.ById.Count == 0 && leftOut >= MaxTooLargeAtFirst)
                {
                    break;
                }

                continue;
            }

            if (page.Answer is not { } answer)
            {
                return null;
            }

            // Some daemons send smaller pages than requested.
            _size.Fits(asked);
            offset += answer.Pipelines.Count;
            total = answer.Total;
            if (!pages.Add(answer.Pipelines) || (answer.Pipelines.Count < asked && offset >= total))
            {
                return new PipelineList(pages.ById, pages.ById.Count >= total, Describe(leftOut));
            }
        }

        return new PipelineList(pages.ById, false, $"only {pages.ById.Count:#,0} pipelines are known: {(leftOut > 0 ? $"others are too large for {daemon.MessageLimit}" : $"the list is not read further than {MaxCalls} pages")}");
    }

    private string? Describe(int leftOut) => leftOut switch
    {
        0 => null,
        1 => $"1 pipeline is not known: it is larger than {daemon.MessageLimit}",
        _ => $"{leftOut:#,0} pipelines are not known: each is larger than {daemon.MessageLimit}",
    };
}
