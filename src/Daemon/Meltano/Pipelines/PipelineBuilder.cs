using System.Collections.Immutable;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Hosting.Schedules;

namespace FlextMonitor.Daemon.Meltano.Pipelines;

/// <summary>Makes pipelines of a project's jobs and schedules.</summary>
internal static class PipelineBuilder
{
    /// <summary>The jobs, then the schedules without one.</summary>
    /// <param name="project">The project's files.</param>
    /// <param name="mistakes">Receives what is wrong with a schedule, one line each.</param>
    public static IEnumerable<MeltanoPipeline> Build(MeltanoProject project, ICollection<string> mistakes)
    {
        var jobs = project.Jobs.DistinctBy(job => job.Name, StringComparer.Ordinal).ToList();
        var names = jobs.Select(job => job.Name).ToHashSet(StringComparer.Ordinal);
        var pipelines = jobs.Select(job => Job(project, job, mistakes)).ToList();
        foreach (var schedule in project.Schedules.Where(schedule => schedule.Job is null || !names.Contains(schedule.Job)))
        {
            pipelines.Add(Schedule(schedule, names.Contains(schedule.Name) ? $"schedule:{schedule.Name}" : schedule.Name, mistakes));
        }

        return pipelines;
    }

    private static MeltanoPipeline Job(MeltanoProject project, JobDefinition job, ICollection<string> mistakes)
    {
        var schedules = project.Schedules.Where(schedule => schedule.Job == job.Name).ToImmutableArray();
        var (pairs, others) = Split(project, job);
        return new MeltanoPipeline(job.Name, PipelineKind.Job)
        {
            Name = job.Name,
            Pairs = pairs,
            Others = others,
            Schedules = schedules,
            Crons = [.. schedules.Select(schedule => Cron(schedule, mistakes)).OfType<CronSchedule>()],
        };
    }

    private static MeltanoPipeline Schedule(ScheduleDefinition schedule, string id, ICollection<string> mistakes)
    {
        var isElt = schedule is { Job: null, Extractor: not null, Loader: not null };
        if (!isElt)
        {
            mistakes.Add(schedule.Job is { } job
                ? $"schedule '{schedule.Name}' names the job '{job}', which does not exist"
                : $"schedule '{schedule.Name}' names neither a job nor an extractor and a loader");
        }

        return new MeltanoPipeline(id, isElt ? PipelineKind.EltSchedule : PipelineKind.BrokenSchedule)
        {
            Name = schedule.Name,
            Pairs = isElt ? [(schedule.Extractor!, schedule.Loader!)] : [],
            Others = schedule.Transform is "run" or "only" ? ["dbt"] : [],
            Schedules = [schedule],
            Crons = isElt && Cron(schedule, mistakes) is { } cron ? [cron] : [],
        };
    }

    private static CronSchedule? Cron(ScheduleDefinition schedule, ICollection<string> mistakes)
    {
        try
        {
            return MeltanoInterval.Parse(schedule.Interval);
        }
        catch (FormatException wrong)
        {
            mistakes.Add($"schedule '{schedule.Name}': {wrong.Message}");
            return null;
        }
    }

    /// <summary>As Meltano does: an extractor, any mappers, and a loader belong together; everything else stands for itself.</summary>
    private static (ImmutableArray<(string Extractor, string Loader)> Pairs, ImmutableArray<string> Others) Split(MeltanoProject project, JobDefinition job)
    {
        var pairs = new List<(string, string)>();
        var others = new List<string>();
        string? extractor = null;
        foreach (var block in job.Blocks)
        {
            if (project.Extractors.Contains(block) || (!project.Loaders.Contains(block) && block.StartsWith("tap-", StringComparison.Ordinal)))
            {
                extractor = block;
            }
            else if (extractor is not null && (project.Loaders.Contains(block) || block.StartsWith("target-", StringComparison.Ordinal)))
            {
                pairs.Add((extractor, block));
                extractor = null;
            }
            else
            {
                others.Add(block);
            }
        }

        return ([.. pairs.Distinct()], [.. others.Distinct(StringComparer.Ordinal)]);
    }
}
