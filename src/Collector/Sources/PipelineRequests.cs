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
        var (offset, total) = (0, 0);
        for (var calls = 0; calls < MaxCalls; calls++)
        {
            var asked = _size.Next;
            var page = await request(asked, offset).ConfigureAwait(false);
            if (page.Failure is { IsTooLarge: true })
            {
                offset += _size.TooLarge(asked);
                if (_size.IsHopeless)
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
                return new PipelineList(pages.ById, pages.ById.Count >= total, DescribeLeftOut());
            }
        }

        return new PipelineList(pages.ById, false, DescribePart(pages.ById.Count));
    }

    private string DescribePart(int known)
    {
        var counted = known == 1 ? "1 pipeline is" : $"{known:#,0} pipelines are";
        var why = _size.LeftOut > 0 ? $"others are too large for {daemon.MessageLimit}" : $"the list is not read further than {MaxCalls} pages";
        return $"only {counted} known: {why}";
    }

    private string? DescribeLeftOut() => _size.LeftOut switch
    {
        0 => null,
        1 => $"1 pipeline is not known: it is larger than {daemon.MessageLimit}",
        var count => $"{count:#,0} pipelines are not known: each is larger than {daemon.MessageLimit}",
    };
}
