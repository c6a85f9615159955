using System.Globalization;
using System.Text;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Proto;
using FlextMonitor.Testing.Meltano;
using Grpc.Core;

namespace FlextMonitor.Bench.Meltano;

/// <summary>A log of 1 GB: how soon it shows, and what it costs to read it whole.</summary>
internal static class LogFigures
{
    private const int TailLines = 200;
    private const string Id = "1";
    private static readonly TimeSpan MemoryEvery = TimeSpan.FromMilliseconds(100);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Effort effort, CancellationToken cancellationToken)
    {
        using var project = await BenchProject.CreateSqliteAsync();
        var run = new MeltanoRun(TimeProvider.System.GetUtcNow()) { State = "SUCCESS", EndedAt = TimeProvider.System.GetUtcNow() };
        await project.InsertAsync(run);
        var size = WriteLog(project, run, effort.Times(1_000_000_000));
        await using var daemon = await BenchDaemon.StartAsync(project, cancellationToken);
        var (tail, _) = await ReadAsync(daemon, TailLines, cancellationToken);
        var before = daemon.Process.ResidentBytes;
        var reading = ReadAsync(daemon, tail: 0, cancellationToken);
        var most = before;
        while (!reading.IsCompleted)
        {
            most = Math.Max(most, daemon.Process.ResidentBytes);
            await Task.WhenAny(reading, Task.Delay(MemoryEvery, TimeProvider.System, cancellationToken));
        }

        var (first, whole) = await reading;
        var title = $"log of {size / 1e9:0.00} GB";
        return
        [
            new($"{title}: the last {TailLines} lines, time to the first", Figure.Milliseconds(tail.TotalMilliseconds)),
            new($"{title}: all lines, time to the first", Figure.Milliseconds(first.TotalMilliseconds)),
            new($"{title}: all lines, time to the last", Figure.Seconds(whole)),
            new($"{title}: resident memory of the daemon before", $"{Figure.Number(before / 1e6)} MB"),
            new($"{title}: most of it while all lines are read", $"{Figure.Number(most / 1e6)} MB"),
        ];
    }

    private static async Task<(TimeSpan First, TimeSpan Whole)> ReadAsync(BenchDaemon daemon, int tail, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var call = daemon.Client.StreamLogs(new StreamLogsRequest { ExecutionId = Id, TailLines = tail }, cancellationToken: cancellationToken);
        TimeSpan? first = null;
        await foreach (var _ in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            first ??= TimeProvider.System.GetElapsedTime(began);
        }

        return (first!.Value, TimeProvider.System.GetElapsedTime(began));
    }

    private static long WriteLog(BenchProject project, MeltanoRun run, long size)
    {
        var path = project.PathOf($".meltano/logs/elt/devtap-a-to-target-b/{run.RunId:D}/elt.log");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var lines = string.Concat(Enumerable.Range(0, 1000).Select(line => string.Create(
            CultureInfo.InvariantCulture,
            $"2026-11-24T02:00:00.{line:000000}Z [info     ] INFO Writing batch {line} of stream 'orders' to the table orders cmd_type=elb consumer=True name=target-b producer=False stdio=stderr string_id=target-b\n")));
        var block = Encoding.UTF8.GetBytes(lines);
        using var file = File.Create(path);
        while (file.Length < size)
        {
            file.Write(block);
        }

        return file.Length;
    }
}
