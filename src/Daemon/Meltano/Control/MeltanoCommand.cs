using System.Diagnostics;
using System.Text.RegularExpressions;
using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Daemon.Meltano.Settings;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Control;

/// <summary>Writes the command line that runs a pipeline.</summary>
internal static partial class MeltanoCommand
{
    private const string Program = "meltano";
    private const string TriggerVariable = "MELTANO_JOB_TRIGGER";

    /// <summary>Variables with which a caller could make the process run other code.</summary>
    private static readonly string[] Forbidden = ["PATH", "HOME", "ENV", "BASH_ENV", "SHELL", "IFS", TriggerVariable];

    private static readonly string[] ForbiddenPrefixes = ["LD_", "DYLD_", "PYTHON", "GCONV_", "MELTANO_"];

    /// <summary>Why a request cannot be run; <c>null</c> if it can.</summary>
    public static Refusal? Check(MeltanoProject project, MeltanoPipeline pipeline, RunRequest request)
    {
        if (pipeline.Kind is PipelineKind.StateId or PipelineKind.BrokenSchedule)
        {
            return new Refusal(RefusalReason.WrongState, $"'{pipeline.Id}' is neither a job nor a schedule of meltano.yml that works, so no command runs it");
        }

        if (request.FullRefresh && pipeline.Kind == PipelineKind.EltSchedule)
        {
            return new Refusal(RefusalReason.WrongState, $"'{pipeline.Id}' is a schedule, which Meltano cannot run as a full refresh; make a job of it");
        }

        var wrong = request.Environment.Keys.FirstOrDefault(name => !IsAllowed(name) || !IsOf(project, name));
        return wrong is null
            ? null
            : new Refusal(RefusalReason.WrongState, $"the variable '{wrong}' cannot be set for a run: it must be a setting of one of the project's plugins, such as TAP_GITHUB_START_DATE, or be named in meltano.yml or .env, and must not choose programs, libraries or Meltano's own settings");
    }

    /// <summary>The process to start.</summary>
    /// <param name="options">The project.</param>
    /// <param name="pipeline">A job or a schedule.</param>
    /// <param name="request">A request that <see cref="Check"/> did not refuse.</param>
    /// <param name="trigger">What Meltano writes into the column <c>trigger</c> of the rows.</param>
    public static ProcessStartInfo Write(MeltanoOptions options, MeltanoPipeline pipeline, RunRequest request, string trigger)
    {
        string[] environment = options.Environment is { } name ? ["--environment", name] : [];
        string[] command = pipeline.Kind == PipelineKind.EltSchedule
            ? ["schedule", "run", pipeline.Name]
            : ["run", .. request.FullRefresh ? ["--full-refresh"] : Array.Empty<string>(), pipeline.Name];
        var start = new ProcessStartInfo(Program, [.. environment, .. command])
        {
            WorkingDirectory = options.Project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        foreach (var (variable, value) in request.Environment)
        {
            start.Environment[variable] = value;
        }

        start.Environment[TriggerVariable] = trigger;
        return start;
    }

    private static bool IsAllowed(string name) =>
        Name().IsMatch(name)
        && !Forbidden.Contains(name, StringComparer.OrdinalIgnoreCase)
        && !ForbiddenPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the project takes such a variable: whatever else a process reads, from proxies to start options of runtimes, is not the caller's to set.</summary>
    private static bool IsOf(MeltanoProject project, string name) =>
        project.Plugins.Any(plugin => name.StartsWith(plugin.Replace('-', '_').Replace('.', '_') + '_', StringComparison.OrdinalIgnoreCase))
        || project.Variables.ContainsKey(name)
        || project.Settings.Any(setting => Variables.IsNamedIn(setting.Value, name));

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Name();
}
