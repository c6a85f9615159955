using FlextMonitor.Daemon.Meltano.Control;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Daemon.Meltano.Runs;
using FlextMonitor.Daemon.Meltano.Settings;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>The parts that serve a project, with a clock and a reader that a test drives.</summary>
internal sealed class MeltanoRig : IAsyncDisposable
{
    private readonly SystemDatabase _databases;

    public MeltanoRig(MeltanoFolder folder, MeltanoOptions? options = null)
    {
        options ??= OptionsOf(folder);
        Files = new ProjectFiles(options, Time, NullLogger<ProjectFiles>.Instance);
        _databases = new SystemDatabase(options, new ConfigurationBuilder().Build(), Files, Time);
        Index = new RunIndex(Time);
        Reader = new RunReader(_databases, Index, Time, NullLogger<RunReader>.Instance);
        var secrets = new ProjectSecrets(options, Files);
        Control = new MeltanoControl(options, Files, secrets, Time, NullLogger<MeltanoControl>.Instance);
        Rows = new RowTracker(options, Index, Time, NullLogger<RowTracker>.Instance);
        Logs = new FileLogs(secrets, Rows, Time);
        Runs = new MeltanoRuns(options, Files, Index, Reader, new PayloadReader(_databases, secrets, Time), Logs, Control, Time);
    }

    /// <summary>Begins at the present, because the files of a test have the times of the system.</summary>
    public FakeTimeProvider Time { get; } = new(Present());

    public DateTimeOffset Now => Time.GetUtcNow();

    public ProjectFiles Files { get; }

    public RunIndex Index { get; }

    public RunReader Reader { get; }

    public MeltanoControl Control { get; }

    public RowTracker Rows { get; }

    public IRunLogs Logs { get; }

    public MeltanoRuns Runs { get; }

    public static MeltanoOptions OptionsOf(MeltanoFolder folder) => new() { Key = "Meltano", Name = "shop", Project = folder.Path };

    /// <summary>Reads the database once.</summary>
    public Task ReadAsync() => Reader.StepAsync(TestContext.Current.CancellationToken).DefaultTimeout();

    /// <summary>Lets time pass, with a reading every second.</summary>
    public async Task PassAsync(TimeSpan time, Func<Task>? everySecond = null)
    {
        for (var end = Now + time; Now < end;)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await (everySecond?.Invoke() ?? Task.CompletedTask);
            await ReadAsync();
        }
    }

    /// <summary>The newest runs after a reading.</summary>
    public async Task<IReadOnlyList<Run>> ListAsync(RunQuery? query = null)
    {
        await ReadAsync();
        return (await Runs.ListRunsAsync(query ?? new RunQuery(), TestContext.Current.CancellationToken).AsTask().DefaultTimeout()).Runs;
    }

    /// <summary>One run after a reading.</summary>
    public async Task<Run> GetAsync(long id)
    {
        await ReadAsync();
        return (await Runs.FindRunAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture), TestContext.Current.CancellationToken).AsTask().DefaultTimeout()).ShouldNotBeNull();
    }

    /// <summary>Without fractions of a second, which databases keep with different precision.</summary>
    private static DateTimeOffset Present() => DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    public async ValueTask DisposeAsync()
    {
        // Of children that do not end by themselves the clock must go on.
        var stopping = Control.StopAsync(CancellationToken.None);
        await Advancing.UntilAsync(Time, TimeSpan.FromSeconds(1), () => Task.FromResult(stopping.IsCompleted ? stopping : null));
        await stopping;
        Control.Dispose();
        Rows.Dispose();
        Reader.Dispose();
        Files.Dispose();
        _databases.Dispose();
    }
}
