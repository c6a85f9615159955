using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>A process under measurement with its worker processes. It is stopped when disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The port on 127.0.0.1; 0 if it does not listen.</summary>
    public int Port { get; }

    /// <summary>The time from its start until it accepted connections.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its output, line by line.</summary>
    public IEnumerable<string> Output => _output;

    /// <summary>The ids of the process and its descendants, in the load generator's format.</summary>
    public string Ids => string.Join(',', ProcessTree.Below(_process.Id));

    /// <summary>Resident memory of all of them, in bytes.</summary>
    public long ResidentBytes => ProcessTree.Below(_process.Id).Sum(ProcessTree.ResidentBytes);

    /// <summary>User and system time of all of them.</summary>
    public TimeSpan CpuTime => ProcessTree.Below(_process.Id).Select(ProcessTree.CpuTime).Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    /// <summary>A port of 127.0.0.1 that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it, and returns when the port accepts connections; with port 0 at once.</summary>
    public static async Task<ServerProcess> StartAsync(Command command, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? string.Empty,
        };
        foreach (var (name, value) in command.Environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var began = time.GetTimestamp();
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command.Program} did not start.");
        var server = new ServerProcess(process, port);
        while (port != 0 && !await TakesConnectionsAsync(port, cancellationToken).ConfigureAwait(false))
        {
            if (process.HasExited || time.GetElapsedTime(began) > StartLimit)
            {
                var output = string.Join(Environment.NewLine, server.Output);
                await server.DisposeAsync().ConfigureAwait(false);
                throw new InvalidOperationException($"{command.Program} does not listen on port {port}:{Environment.NewLine}{output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancellationToken).ConfigureAwait(false);
        }

        server.StartedIn = time.GetElapsedTime(began);
        return server;
    }

    /// <summary>Waits until it has started all its workers. A master accepts connections earlier, and the CPU of later workers would not be counted.</summary>
    /// <param name="processes">The expected number of processes, itself included.</param>
    /// <param name="time">The clock that limits the wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task WithWorkersAsync(int processes, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (ProcessTree.Below(_process.Id).Count < processes)
        {
            if (time.GetElapsedTime(began) > StartLimit)
            {
                throw new InvalidOperationException($"{_process.ProcessName} is {ProcessTree.Below(_process.Id).Count} processes, not {processes}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends it a signal by its name, such as <c>KILL</c>.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await AskToStopAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private async Task AskToStopAsync()
    {
        // SIGTERM first, because a server with workers stops them itself.
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(StopLimit, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<bool> TakesConnectionsAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}
