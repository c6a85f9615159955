using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Meltano.Settings;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>The newest good reading of a project's files. They are read again when they change; a broken file keeps the reading before it.</summary>
internal sealed partial class ProjectFiles : PeriodicWork
{
    /// <summary>How long a file that cannot be used may be unseen after it was mended: which files belong to the project is not known while one is broken.</summary>
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(5);

    /// <summary>How often files are looked for that were added or removed: a pattern may walk over the whole project.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly MeltanoOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ProjectFiles> _logger;
    private volatile Reading? _reading;
    private volatile string? _broken;
    private string? _seen;
    private string? _read;
    private long _lookedAt;

    public ProjectFiles(MeltanoOptions options, TimeProvider time, ILogger<ProjectFiles> logger)
        : base(time, logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        Read();
    }

    /// <summary>The project; <c>null</c> if its files could not be read since the start.</summary>
    public MeltanoProject? Current => _reading?.Project;

    /// <summary>The pipelines of <see cref="Current"/>.</summary>
    public PipelineCatalog Catalog => _reading?.Catalog ?? PipelineCatalog.Empty;

    /// <summary>Why the files as they are now cannot be used: file, line and reason; <c>null</c> if they can.</summary>
    public string? Broken => _broken;

    /// <inheritdoc/>
    protected override TimeSpan Period => TimeSpan.FromSeconds(1);

    /// <summary>
    /// Reads the files if they changed before the last step and not since: an editor may still be writing. Files that are broken are read again after some seconds,
    /// and new ones are looked for now and then.
    /// </summary>
    public override void Step()
    {
        var version = Version();
        if ((version == _seen && version != _read) || IsToBeReadAnyway())
        {
            Read();
        }

        _seen = version;
    }

    private string Version() => ProjectReader.Version(_options.Project, Current);

    private bool IsToBeReadAnyway()
    {
        if (_broken is not null || Current is not { } project)
        {
            return _time.GetElapsedTime(_lookedAt) >= RetryEvery;
        }

        if (_time.GetElapsedTime(_lookedAt) < LookEvery)
        {
            return false;
        }

        _lookedAt = _time.GetTimestamp();
        return ProjectReader.HasOtherFiles(_options.Project, project);
    }

    private void Read()
    {
        _read = Version();
        _lookedAt = _time.GetTimestamp();
        try
        {
            var project = ProjectReader.Read(_options.Project);
            _reading = new Reading(project, new PipelineCatalog(project, _options.Environment));
            _broken = null;
            _read = Version();
            Log.Read(_logger, _options.Project, project.Jobs.Length, project.Schedules.Length);
        }
        catch (ProjectFileException failure)
        {
            _broken = failure.Message;
        }
    }

    private sealed record Reading(MeltanoProject Project, PipelineCatalog Catalog);

    private static partial class Log
    {
        [LoggerMessage(4031, LogLevel.Information, "Read the Meltano project {Project}: {Jobs} jobs, {Schedules} schedules")]
        public static partial void Read(ILogger logger, string project, int jobs, int schedules);
    }
}
