using System.Collections.Concurrent;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Daemon.Tests.Meltano.Logs;

/// <summary>A log that is being followed, with a clock that turns while a test waits.</summary>
internal sealed class FollowedLog : IDisposable
{
    private readonly CancellationTokenSource _runEnded = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<RawLine> _lines = new();
    private readonly Task _reading;

    public FollowedLog(int? tail, params string[] paths)
    {
        _reading = ReadAsync(new LogFollower(paths, _time).ReadAsync(tail, follow: true, _runEnded.Token, TestContext.Current.CancellationToken));
    }

    public Task<string[]> ReachAsync(int lines) =>
        Advancing.UntilAsync(_time, LogFollower.Poll, () => Task.FromResult(_lines.Count >= lines || _reading.IsCompleted ? Texts() : null));

    /// <summary>Lets the reading look at the file twice.</summary>
    public Task PollAsync()
    {
        var left = 20; // A turn of the clock comes to nothing while the reading does not wait for it.
        return Advancing.UntilAsync(_time, LogFollower.Poll, () => Task.FromResult(left-- == 0 ? this : null));
    }

    /// <summary>Ends the run and waits until the reading has ended too.</summary>
    public async Task<string[]> EndAsync()
    {
        await _runEnded.CancelAsync();
        await Advancing.UntilAsync(_time, LogFollower.Poll, () => Task.FromResult(_reading.IsCompleted ? _reading : null));
        await _reading.DefaultTimeout();
        return Texts();
    }

    public void Dispose() => _runEnded.Dispose();

    private string[] Texts() => [.. _lines.Select(line => line.Text)];

    private async Task ReadAsync(IAsyncEnumerable<IReadOnlyList<RawLine>> reading)
    {
        await foreach (var line in reading.SelectMany(lines => lines))
        {
            _lines.Enqueue(line);
        }
    }
}
