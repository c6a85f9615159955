using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Meltano.Settings;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>The newest good reading of a project's files. They are read again when they change; a broken file keeps the reading before it.</summary>
internal sealed partial class ProjectFiles : PeriodicWork
{
    private readonly MeltanoOptions _options;
    private readonly ILogger<ProjectFiles> _logger;
    private volatile Reading? _reading;
    private volatile string? _broken;
    private string? _seen;
    private string? _read;

    public ProjectFiles(MeltanoOptions options, TimeProvider time, ILogger<ProjectFiles> logger)
        : base(time, logger)
    {
        _options = options;
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

    /// <summary>Reads the files if they changed before the last step and not since: an editor may still be writing.</summary>
    public override void Step()
    {
        var version = Version();
        if (version == _seen && version != _read)
        {
            Read();
            _read = version;
        }

        _seen = version;
    }

    private string Version()
    {
        try
        {
            return ProjectReader.Version(_options.Project, Current ?? new MeltanoProject());
        }
        catch (ProjectFileException failure)
        {
            return failure.Message;
        }
    }

    private void Read()
    {
        try
        {
            var project = ProjectReader.Read(_options.Project);
            _reading = new Reading(project, new PipelineCatalog(project, _options.Environment));
            _broken = null;
            _seen = _read = Version();
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
