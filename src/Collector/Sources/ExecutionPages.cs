using FlextMonitor.Collector.Settings;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Requests the newest executions in one call, and in several smaller ones where the answer is larger than the settings allow, as when failed runs carry
/// their whole output. What is too large alone is left out and reported.
/// </summary>
/// <param name="daemon">Its <c>ExecutionLimit</c> is the number requested, its <c>MaxMessageBytes</c> the limit of an answer.</param>
/// <param name="time">Times the next try of a larger page.</param>
internal sealed class ExecutionPages(DaemonOptions daemon, TimeProvider time)
{
    /// <summary>The most calls for one list. A daemon with nothing but answers that are too large must not be asked for each.</summary>
    public const int MaxCalls = 16;

    private readonly PageSize _size = new(daemon.ExecutionLimit, time);

    /// <summary>Requests one page: how many, and after how many.</summary>
    public delegate Task<CallResult<ListExecutionsResponse>> PageRequest(int limit, int offset);

    /// <summary>The list, or the failure of the call that prevented it.</summary>
    public async Task<ExecutionPagesResult> RequestAsync(PageRequest request)
    {
        _size.Begin();
        var result = await ReadAsync(request, new Reading(daemon.ExecutionLimit, _size)).ConfigureAwait(false);
        _size.End();
        return result;
    }

    private async Task<ExecutionPagesResult> ReadAsync(PageRequest request, Reading reading)
    {
        for (var calls = 1; ; calls++)
        {
            var asked = reading.Next;
            var page = await request(asked, reading.Offset).ConfigureAwait(false);
            if (page.Answer is { } answer)
            {
                reading.Add(answer, asked);
            }
            else if (page.Failure is { IsTooLarge: true })
            {
                reading.Skip(_size.TooLarge(asked));
            }
            else
            {
                return new ExecutionPagesResult(page, null);
            }

            if (reading.IsComplete || _size.IsHopeless || calls >= MaxCalls)
            {
                return reading.Count == 0 && page.Failure is not null
                    ? new ExecutionPagesResult(page, null)
                    : new ExecutionPagesResult(new CallResult<ListExecutionsResponse>(reading.List, null, page.StartedAt), Describe(reading));
            }
        }
    }

    private string? Describe(Reading reading) =>
        !reading.IsComplete ? $"only {reading.Count:#,0} of {daemon.ExecutionLimit:#,0} executions are shown: the others are too large for {daemon.MessageLimit}"
        : _size.LeftOut == 0 ? null
        : _size.LeftOut == 1 ? $"1 execution is not shown: it is larger than {daemon.MessageLimit}"
        : $"{_size.LeftOut:#,0} executions are not shown: each is larger than {daemon.MessageLimit}";

    /// <summary>One list, as far as it has been read.</summary>
    private sealed class Reading(int limit, PageSize size)
    {
        private bool _hasEnded;

        public ListExecutionsResponse List { get; } = new();

        public int Count => List.Executions.Count;

        public int Offset { get; private set; }

        /// <summary>How many to request next.</summary>
        public int Next => Math.Min(size.Next, limit - Offset);

        public bool IsComplete => _hasEnded || Offset >= limit;

        public void Add(ListExecutionsResponse answer, int asked)
        {
            List.Executions.AddRange(answer.Executions);
            Offset += asked;
            _hasEnded = answer.Executions.Count < asked;
            size.Fits(asked);
        }

        public void Skip(int count) => Offset += count;
    }
}
