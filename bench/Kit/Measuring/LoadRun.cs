using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>One run of a load generator (<c>bench/native</c>). It prints one line of JSON and ends by itself or when stopped.</summary>
internal sealed class LoadRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _errors = [];

    private LoadRun(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a generator.</summary>
    /// <param name="generator"><c>load</c> or <c>poll</c>.</param>
    /// <param name="options">Its options, without the two dashes.</param>
    public static LoadRun Start(string generator, params IReadOnlyList<(string Name, object Value)> options)
    {
        var arguments = options.SelectMany(option => new[] { $"--{option.Name}", Convert.ToString(option.Value, CultureInfo.InvariantCulture)! });
        var start = new ProcessStartInfo(BenchPaths.Native(generator), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new LoadRun(Process.Start(start) ?? throw new InvalidOperationException($"{generator} did not start."));
    }

    /// <summary>Runs a generator to its end.</summary>
    public static async Task<JsonElement> RunAsync(string generator, CancellationToken cancellationToken, params IReadOnlyList<(string Name, object Value)> options)
    {
        await using var run = Start(generator, options);
        return await run.ResultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes when every client has connected and completed the handshake.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Its counters, after it has ended.</summary>
    public async Task<JsonElement> ResultAsync(CancellationToken cancellationToken)
    {
        var output = await _output.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return _process.ExitCode == 0
            ? JsonDocument.Parse(output).RootElement
            : throw new LoadFailedException(string.Join(' ', _errors));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line == "ready")
        {
            _ready.TrySetResult();
        }
        else if (line is not null)
        {
            _errors.Add(line);
        }
        else
        {
            // The generator ended before it was ready.
            _ready.TrySetException(new LoadFailedException(string.Join(' ', _errors)));
        }
    }
}
