using FlextMonitor.Collector.Settings;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Requests the newest executions in one call, and in several smaller ones where the answer is larger than the settings allow, as when failed runs carry
/// their whole output. What is too large alone is left out and reported. The size that works is kept, and a larger one tried again now and then.
/// </summary>
/// <param name="daemon">Its <c>ExecutionLimit</c> is the number requested, its <c>MaxMessageBytes</c> the limit of an answer.</param>
/// <param name="time">Times the next try of a larger page.</param>
internal sealed class ExecutionPages(DaemonOptions daemon, TimeProvider time)
{
    /// <summary>The most calls for one list. A daemon with nothing but answers that are too large must not be asked for each.</summary>
    public const int MaxCalls = 16;

    /// <summary>After how many that are too large alone, with none before, the list counts as one that cannot be read.</summary>
    private const int MaxTooLargeAtFirst = 3;

    private static readonly TimeSpan LargerAfter = TimeSpan.FromMinutes(1);

    private int _size = daemon.ExecutionLimit;
    private long _reducedAt;

    /// <summary>Requests one page: how many, and after how many.</summary>
    public delegate Task<CallResult<ListExecutionsResponse>> PageRequest(int limit, int offset);

    /// <summary>The list, or the failure of the call that prevented it.</summary>
    public async Task<ExecutionPagesResult> RequestAsync(PageRequest request)
    {
        if (_size < daemon.ExecutionLimit && time.GetElapsedTime(_reducedAt) >= LargerAfter)
        {
            _size = Math.Min(_size * 2, daemon.ExecutionLimit);
        }

        var reading = new Reading(daemon.ExecutionLimit, _size);
        var result = await ReadAsync(request, reading).ConfigureAwait(false);
        Remember(reading);
        return result;
    }

    private void Remember(Reading reading)
    {
        // Without a page that fitted, the next list begins where this one ended: another failure says nothing about sizes.
        var size = reading.Largest > 0 ? reading.Largest : reading.Size;
        if (reading.HasShrunk || size > _size)
        {
            _reducedAt = size < _size ? time.GetTimestamp() : _reducedAt;
            _size = size;
        }
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
                reading.TooLarge(asked);
            }
            else
            {
                return new ExecutionPagesResult(page, null);
            }

            if (reading.IsComplete || reading.IsHopeless || calls >= MaxCalls)
            {
                return reading.Count == 0 && page.Failure is not null
                    ? new ExecutionPagesResult(page, null)
                    : new ExecutionPagesResult(new CallResult<ListExecutionsResponse>(reading.List, null, page.StartedAt), Describe(reading));
            }
        }
    }

    private string? Describe(Reading reading)
    {
        var limit = $"the {daemon.MaxMessageBytes:#,0} bytes that {daemon.Key}:{nameof(DaemonOptions.MaxMessageBytes)} allows";
        return !reading.IsComplete ? $"only {reading.Count:#,0} of {daemon.ExecutionLimit:#,0} executions are shown: the others are too large for {limit}"
            : reading.LeftOut == 0 ? null
            : reading.LeftOut == 1 ? $"1 execution is not shown: it is larger than {limit}"
            : $"{reading.LeftOut:#,0} executions are not shown: each is larger than {limit}";
    }

    /// <summary>One list, as far as it has been read.</summary>
    private sealed class Reading(int limit, int size)
    {
        private readonly int _limit = limit;

        // Single executions are requested after lists that could not be read at all, and nothing is known of larger pages then.
        private readonly int _most = size == 1 ? limit : size;
        private bool _hasEnded;

        public ListExecutionsResponse List { get; } = new();

        public int Count => List.Executions.Count;

        public int Offset { get; private set; }

        /// <summary>The size of the next page, if there are as many left.</summary>
        public int Size { get; private set; } = size;

        /// <summary>How many to request next.</summary>
        public int Next => Math.Min(Size, _limit - Offset);

        /// <summary>The most that one answer held.</summary>
        public int Largest { get; private set; }

        public int LeftOut { get; private set; }

        public bool HasShrunk { get; private set; }

        public bool IsComplete => _hasEnded || Offset >= _limit;

        public bool IsHopeless => Count == 0 && LeftOut >= MaxTooLargeAtFirst;

        private int Most => HasShrunk ? Largest : _most;

        public void Add(ListExecutionsResponse answer, int asked)
        {
            List.Executions.AddRange(answer.Executions);
            Offset += asked;
            Largest = Math.Max(Largest, asked);
            _hasEnded = answer.Executions.Count < asked;
            Size = Math.Min(asked * 2, Most);
        }

        public void TooLarge(int asked)
        {
            HasShrunk = true;
            if (asked > 1)
            {
                Size = asked / 2;
                return;
            }

            LeftOut++;
            Offset++;
            Size = Math.Max(Largest, 1);
        }
    }
}
