using System.Diagnostics;
using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.History;

/// <summary>What recording and storing 20 daemons costs that answer each second with other figures.</summary>
internal static class WriteFigures
{
    private const int SecondsBetweenWrites = 8;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchHistory history, Effort effort, CancellationToken cancellationToken)
    {
        await RecordAsync(history, effort.Times(40), cancellationToken);
        var writes = effort.Times(200);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var longest = await RecordAsync(history, writes, cancellationToken);
        process.Refresh();
        var share = (process.TotalProcessorTime - before) / TimeSpan.FromSeconds(writes * SecondsBetweenWrites);
        return
        [
            new("recording and writing 20 daemons at 1 s, of one core", share.ToString("P2", CultureInfo.InvariantCulture), "1 % at most, 0.3 % aimed at"),
            new("the longest write", Figure.Milliseconds(longest)),
        ];
    }

    private static async Task<double> RecordAsync(BenchHistory history, int writes, CancellationToken cancellationToken)
    {
        var (recorder, writer, longest, sequence) = (history.Get<HistoryRecorder>(), history.Get<HistoryWriter>(), 0.0, 0L);
        for (var write = 0; write < writes; write++)
        {
            for (var second = 0; second < SecondsBetweenWrites; second++)
            {
                history.Clock.Advance(TimeSpan.FromSeconds(1));
                recorder.Apply(FeedBatch.Of([.. BenchHistory.Sources.SelectMany(source => AnswersOf(source, ++sequence, history.Clock.GetUtcNow()))]));
            }

            var began = TimeProvider.System.GetTimestamp();
            await writer.WriteAsync(cancellationToken);
            longest = Math.Max(longest, TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        return longest;
    }

    private static IEnumerable<SourceMessage> AnswersOf(string source, long sequence, DateTimeOffset at) =>
    [
        Messages.Status(source, sequence) with { ObservedAt = at },
        Messages.Stats(source, sequence, cpu: sequence % 100) with { ObservedAt = at, TotalExecutions = sequence },
    ];
}
