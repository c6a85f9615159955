using System.Net.Sockets;
using System.Security.Cryptography;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Hosting.Programs;

namespace FlextMonitor.Daemon.Embedding;

/// <summary>A daemon inside another process; see <see cref="EmbeddedDaemonExtensions.AddEmbeddedDaemon"/>.</summary>
public sealed partial class EmbeddedDaemon : IHostedLifecycleService, IAsyncDisposable
{
    /// <summary>How the name of a socket's folder begins; 16 random digits follow.</summary>
    internal const string FolderPrefix = "flextmonitor-";

    /// <summary>The name of the socket in its folder.</summary>
    internal const string SocketName = "daemon.sock";

    private readonly SocketFile _socket;
    private readonly string? _project;
    private readonly IServiceProvider _host;
    private readonly ILogger<EmbeddedDaemon> _logger;
    private WebApplication? _application;

    internal EmbeddedDaemon(SocketFile socket, string? project, IServiceProvider host, ILogger<EmbeddedDaemon> logger)
    {
        _socket = socket;
        _project = project;
        _host = host;
        _logger = logger;
    }

    /// <summary>
    /// A path for the socket of this process, in a folder of its own with a random name below the folder for temporary files. The folder is created,
    /// closed to other users, when the daemon starts, and removed when it stops.
    /// </summary>
    /// <exception cref="StartException">The path of the folder for temporary files is too long.</exception>
    public static string NewSocketPath() => NewSocketPathBelow(Path.GetTempPath());

    /// <summary>As <see cref="NewSocketPath"/>, below the given folder for temporary files.</summary>
    internal static string NewSocketPathBelow(string temporary)
    {
        var path = Path.Combine(temporary, $"{FolderPrefix}{RandomNumberGenerator.GetHexString(16, lowercase: true)}", SocketName);
        try
        {
            return new SocketFile(path).Path;
        }
        catch (ArgumentException unusable)
        {
            throw new StartException($"the folder for temporary files cannot hold a socket: {unusable.Message}. Set TMPDIR to an absolute path that is shorter", unusable);
        }
    }

    /// <summary>Starts the daemon, before the host's other services.</summary>
    /// <exception cref="StartException">
    /// The socket cannot be created: its folder is open to other users or cannot be written, or another daemon listens there.
    /// </exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        RemoveStale();
        PrepareSocket();
        _application = Create();
        await _application.StartAsync(cancellationToken);
        _socket.CloseToOthers();
        Log.Started(_logger, _application.Services.GetRequiredService<IRunSource>().Description, _socket.Path);
    }

    /// <summary>Stops the daemon, after the host's other services.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_application is { } application)
        {
            await application.StopAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _application, null) is { } application)
        {
            await application.DisposeAsync();
            _socket.Remove();
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void RemoveStale()
    {
        try
        {
            StaleSockets.Remove(Path.GetTempPath(), (_host.GetService<TimeProvider>() ?? TimeProvider.System).GetUtcNow());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SocketException)
        {
            // They only take up room.
            Log.StaleNotRemoved(_logger, failure.Message);
        }
    }

    private void PrepareSocket()
    {
        try
        {
            _socket.Prepare();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SocketException)
        {
            throw new StartException($"the embedded daemon cannot listen on {_socket.Path}: {failure.Message}", failure);
        }
    }

    private WebApplication Create()
    {
        try
        {
            return DaemonApplication.CreateEmbedded(
                _socket.Path,
                EmbeddedSettings.ForProject(_host.GetService<IConfiguration>(), _project),
                _host.GetService<ILoggerFactory>(),
                _host.GetService<TimeProvider>(),
                _host.GetService<IHostEnvironment>()?.EnvironmentName);
        }
        catch
        {
            // A wrong setting: no daemon will exist whose disposal removes the socket.
            _socket.Remove();
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4003, LogLevel.Debug, "Sockets that killed processes left behind could not be removed: {Reason}")]
        public static partial void StaleNotRemoved(ILogger logger, string reason);

        [LoggerMessage(4001, LogLevel.Information, "Serving this host's figures and {Runs} on {Socket}, for this process alone")]
        public static partial void Started(ILogger logger, string runs, string socket);
    }
}
