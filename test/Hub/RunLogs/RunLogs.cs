using FlextMonitor.Hub.Live;
using FlextMonitor.Hub.RunLogs;
using FlextMonitor.Hub.RunLogs.Files;
using FlextMonitor.Hub.RunLogs.Reading;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Tests.Live;
using FlextMonitor.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.RunLogs;

/// <summary>Logs in a folder, of a daemon that answers as the test says, on a clock of the test.</summary>
internal sealed class RunLogs : IAsyncDisposable
{
    private readonly string _path;
    private readonly RunLogStore _store;

    public RunLogs(string path, long maxBytes = 1L << 30)
    {
        _path = path;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataDirectory", path)]).Build();
        Folder = new RunLogFolder(new DataDirectory(configuration, new HostingEnvironment { ContentRootPath = path }), Options.Create(new RunLogOptions { MaxBytes = maxBytes }));
        _store = new RunLogStore(Folder, new RunLogSource(Daemon, new NothingLive(), Time), Time, NullLogger<RunLog>.Instance);
    }

    public RunLogFolder Folder { get; }

    public FakeTimeProvider Time { get; } = new(Messages.Noon);

    public FakeDaemonCalls Daemon { get; } = new();

    /// <summary>The files of logs, by name.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Path.Combine(_path, "run-logs")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>Opens the log of a run, and asks for it.</summary>
    public async Task<RunLog> OpenAsync(string id)
    {
        using var use = await _store.OpenAsync(new RunLogKey("default", id));
        use.Log.Ask("ada");
        return use.Log;
    }

    /// <summary>Reads the log of a run until the daemon has no more.</summary>
    public async Task<RunLog> ReadAsync(string id)
    {
        var log = await OpenAsync(id);
        await Eventually.IsAsync(() => !log.Standing.IsReading);
        return log;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private sealed class NothingLive : ILiveState
    {
        public SourceSnapshot? Find(string source) => null;
    }
}
