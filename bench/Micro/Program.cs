using System.Text;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Bench.Micro;

// trial: runs each benchmark once and writes no document. --filter=*Rule*: only these, and no document either.
const string Filter = "--filter=";
var trial = args.Contains("trial");
var filter = args.FirstOrDefault(argument => argument.StartsWith(Filter, StringComparison.Ordinal))?[Filter.Length..];

// Twenty iterations show the median and the spread; the usual hundred take much longer and add no information.
const int MostIterations = 20;

// In process, because the solution's rules (locked restores, warnings as errors) do not suit generated projects.
var configuration = ManualConfig.Create(DefaultConfig.Instance)
    .WithArtifactsPath(Path.Combine(BenchPaths.Artifacts, "micro"))
    .AddJob((trial ? Job.Dry : Job.Default.WithMaxIterationCount(MostIterations).WithMaxWarmupCount(MostIterations / 2)).WithToolchain(InProcessEmitToolchain.Instance));
var machine = Machine.Describe(TimeProvider.System);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(LiveStateBenchmarks).Assembly).Run(["--filter", filter ?? "*"], configuration).ToList();
if (summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)))
{
    return 1;
}

if (!trial && filter is null)
{
    MarkedSection.Write(BenchPaths.PerformanceDocument, "micro", Tables());
}

return 0;

// Only the tables of the reports; the text before them describes the machine again.
string Tables()
{
    var text = new StringBuilder(machine).Append('\n');
    foreach (var summary in summaries)
    {
        var name = summary.BenchmarksCases[0].Descriptor.Type;
        var report = Path.Combine(summary.ResultsDirectoryPath, $"{name.FullName}-report-github.md");
        text.Append("\n### ").Append(name.Name).Append("\n\n").AppendJoin('\n', File.ReadLines(report).Where(line => line.StartsWith('|'))).Append('\n');
    }

    return text.ToString();
}
