using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Figures;

/// <summary>Measures what sign-ins and connections in bulk do to everybody else, with this build and with an earlier one.</summary>
internal static class DoorRun
{
    private const string Before = "--before=";

    /// <summary>The file of an earlier build that the command line names; <c>null</c> if it names none.</summary>
    public static string? EarlierBuild(IEnumerable<string> args) =>
        args.FirstOrDefault(argument => argument.StartsWith(Before, StringComparison.Ordinal))?[Before.Length..];

    /// <summary>Measures, and writes the table unless it is a trial.</summary>
    public static async Task RunAsync(string? before, Effort effort, CancellationToken cancellationToken)
    {
        var machine = Machine.Describe(TimeProvider.System);
        var earlier = before is null ? null : await MeasureAsync(new MonitorProgram(before), effort, cancellationToken);
        var now = await MeasureAsync(new MonitorProgram(), effort, cancellationToken);
        var lines = now.Select((figure, i) => string.Create(CultureInfo.InvariantCulture, $"| {figure.Title} | {earlier?[i].Value ?? "not measured"} | {figure.Value} |")).ToList();
        IReadOnlyList<Figure> ofThisBuild = [.. await SignInTimings.MeasureAsync(effort, cancellationToken), .. await Closings.MeasureAsync(effort, cancellationToken)];
        lines.AddRange(ofThisBuild.Select(figure => $"| {figure.Title} | not measured | {figure.Value} |"));
        lines.ForEach(Console.WriteLine);
        if (!effort.IsTrial)
        {
            MarkedSection.Write(BenchPaths.PerformanceDocument, "door", $"{machine}\n\n| figure | before | now |\n|---|---|---|\n{string.Join('\n', lines)}");
        }
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(MonitorProgram program, Effort effort, CancellationToken cancellationToken) =>
        [.. await SignInFlood.MeasureAsync(program, effort, cancellationToken), .. await SilentFlood.MeasureAsync(program, effort, cancellationToken)];
}
