namespace FlextMonitor.Daemon.Meltano.Pipelines;

/// <summary>What a pipeline of a Meltano project stands for.</summary>
internal enum PipelineKind
{
    /// <summary>A job.</summary>
    Job,

    /// <summary>A schedule of one extractor and one loader.</summary>
    EltSchedule,

    /// <summary>A schedule whose job does not exist.</summary>
    BrokenSchedule,

    /// <summary>A state id of runs that neither explains.</summary>
    StateId,
}
