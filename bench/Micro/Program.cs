using System.Text;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Bench.Micro;

// trial: each benchmark once, and no document is written.
var trial = args.Contains("trial");

// Twenty iterations show the middle and how far they lie apart; the usual hundred take three times as long and say no more.
const int MostIterations = 20;

// In this process: the solution's rules (locked restores, warnings as errors) are not meant for generated projects.
var configuration = ManualConfig.Create(DefaultConfig.Instance)
    .WithArtifactsPath(Path.Combine(Repository.Artifacts, "micro"))
    .AddJob((trial ? Job.Dry : Job.Default.WithMaxIterationCount(MostIterations).WithMaxWarmupCount(MostIterations / 2)).WithToolchain(InProcessEmitToolchain.Instance));
var machine = Machine.Describe(TimeProvider.System);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(LiveStateBenchmarks).Assembly).Run(["--filter", "*"], configuration).ToList();
if (summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)))
{
    return 1;
}

if (!trial)
{
    MarkedSection.Write(Repository.PerformanceDocument, "micro", Tables());
}

return 0;

// The reports' tables alone; what stands before them is the machine once more.
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
