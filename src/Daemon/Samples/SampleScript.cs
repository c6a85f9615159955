using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Samples;

/// <summary>The script of one sample run, written before it starts.</summary>
/// <param name="Steps">The steps in order of time; the first at 0.</param>
/// <param name="EndsAfter">The time from its start to its end; <c>null</c> if it gets stuck.</param>
/// <param name="Ending">Its final state: <see cref="RunState.Success"/> or <see cref="RunState.Failed"/>.</param>
/// <param name="Error">Why it fails; <c>null</c> unless it does.</param>
internal sealed record SampleScript(IReadOnlyList<SampleStep> Steps, TimeSpan? EndsAfter, RunState Ending, string? Error)
{
    private const int FullRefreshFactor = 3;
    private const int FewestSteps = 6;
    private const int MostSteps = 120;

    /// <summary>Writes a script; the same random numbers give the same script.</summary>
    public static SampleScript Write(SamplePipeline pipeline, int run, bool fullRefresh, Random random)
    {
        var length = pipeline.Shortest + ((pipeline.Longest - pipeline.Shortest) * random.NextDouble());
        length *= fullRefresh ? FullRefreshFactor : 1;
        var breaksAt = pipeline.MeetsTrouble(run) ? 0.35 + (0.4 * random.NextDouble()) : 1;
        var steps = WriteSteps(pipeline, length, fullRefresh, random).TakeWhile(step => step.After <= length * breaksAt).ToList();
        if (breaksAt >= 1)
        {
            return new SampleScript(steps, length, RunState.Success, null);
        }

        if (pipeline.Trouble == SampleTrouble.Sticks)
        {
            return new SampleScript(steps, null, RunState.Cancelled, null);
        }

        var end = length * breaksAt;
        var last = steps[^1] with { After = end, Level = "ERROR" };
        var speaker = pipeline.LoaderFails ? pipeline.Loader : pipeline.Extractor;
        steps.AddRange(pipeline.Error.Split('\n').Select(line => last with { Message = $"{speaker} | {line}" }));
        return new SampleScript(steps, end, RunState.Failed, pipeline.Error);
    }

    private static IEnumerable<SampleStep> WriteSteps(SamplePipeline pipeline, TimeSpan length, bool fullRefresh, Random random)
    {
        var count = Math.Clamp((int)length.TotalSeconds, FewestSteps, MostSteps);
        var mode = fullRefresh ? "full_table" : "incremental";
        long records = 0;
        var stream = -1;
        for (var step = 0; step < count; step++)
        {
            var part = (double)step / count;
            var after = length * part;
            var progress = 100 * part;
            var due = Math.Min((int)(part * pipeline.Streams.Count), pipeline.Streams.Count - 1);
            if (due != stream)
            {
                stream = due;
                yield return new SampleStep(after, "INFO", $"{pipeline.Extractor} | Beginning {mode} sync of '{pipeline.Streams[due]}'...", progress, records);
            }

            records += step == 0 ? 0 : Batch(pipeline, length / count, random);
            yield return new SampleStep(after, "INFO", Metric(pipeline, due, records), progress, records);
        }

        records += Batch(pipeline, length / count, random);
        yield return new SampleStep(length, "INFO", $"{pipeline.Loader} | Target '{pipeline.Loader}' completed reading {records} lines of input", 100, records);
        if (pipeline.Transform.Length > 0)
        {
            yield return new SampleStep(length, "INFO", $"{pipeline.Transform} | Completed successfully", 100, records);
        }
    }

    private static long Batch(SamplePipeline pipeline, TimeSpan length, Random random) =>
        (long)(pipeline.RowsPerSecond * length.TotalSeconds * (0.6 + (0.8 * random.NextDouble())));

    private static string Metric(SamplePipeline pipeline, int stream, long records) =>
        $$$"""{{{pipeline.Extractor}}} | METRIC: {"type": "counter", "metric": "record_count", "value": {{{records}}}, "tags": {"stream": "{{{pipeline.Streams[stream]}}}"}}""";
}
