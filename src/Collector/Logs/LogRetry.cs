using FlextMonitor.Collector.Sources;
using FlextMonitor.Hosting.Background;
using Grpc.Core;

namespace FlextMonitor.Collector.Logs;

/// <summary>Decides whether and when a log is read again.</summary>
/// <param name="source">The daemon's log.</param>
/// <param name="isRunning">Whether the execution goes on, as far as is known at first.</param>
internal sealed class LogRetry(LogSource source, bool isRunning)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>How often to look whether a daemon that is down is back. No call is made for that.</summary>
    private static readonly TimeSpan DownCheck = TimeSpan.FromSeconds(1);

    private readonly BackOff _backOff = new(FirstWait, LongestWait);
    private readonly LogRefusals _refusals = new(source.Time);
    private bool _hasBegun;
    private bool _wasWhole;

    /// <summary>Whether the execution goes on, as far as is known.</summary>
    public bool IsRunning { get; private set; } = isRunning;

    /// <summary>Whether the daemon ended the log by itself, and the execution has ended as well.</summary>
    public bool IsComplete => _wasWhole && !IsRunning;

    /// <summary>Waits until the log is to be read again.</summary>
    /// <returns>Whether there is more to read.</returns>
    /// <exception cref="DaemonCallException">Another attempt would end in the same way.</exception>
    public async Task<bool> AfterAsync(LogPass pass, CancellationToken cancellationToken)
    {
        ThrowIfFinal(pass);
        var isWhole = pass is { IsWhole: true, IsReached: true };
        if (isWhole && !IsRunning)
        {
            return false;
        }

        if (pass.IsReached)
        {
            _wasWhole = isWhole;
        }

        if (pass.HasNewLines || pass.Length >= LongestWait)
        {
            _backOff.Reset();
        }

        if (!isWhole)
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return await HasMoreAsync(isWhole, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> HasMoreAsync(bool isWhole, CancellationToken cancellationToken)
    {
        var run = await source.ProgressAsync(cancellationToken).ConfigureAwait(false);
        switch (run)
        {
            case RunProgress.Gone when !isWhole:
                throw DaemonCallException.About(source.Daemon, "the log broke off, and the daemon does not have the execution any more", code: Contracts.HubErrorCodes.NotFound);
            case RunProgress.Gone:
            case RunProgress.Untold when isWhole:
                return false;
        }

        IsRunning = run switch
        {
            RunProgress.Running => true,
            RunProgress.Ended => false,
            _ => IsRunning,
        };
        if (isWhole && IsRunning)
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_backOff.Next(), source.Time, cancellationToken).ConfigureAwait(false);
        while (source.IsDown)
        {
            await Task.Delay(DownCheck, source.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void ThrowIfFinal(LogPass pass)
    {
        // A log that could not be opened is refused at once. One that waited as long as an answer may take was open, although no line came.
        _hasBegun |= pass.HasLines || pass.Broken is null || pass.Length >= source.Daemon.Deadline;
        _refusals.Note(pass is { HasLines: false, Answer.Kind: FailureKind.Answered } && pass.Length < LongestWait);
        if (pass.Broken is { } broken && (!_hasBegun || _refusals.AreTooMany || IsFinal(pass.Answer)))
        {
            throw broken;
        }
    }

    // A daemon that served the log implements it: UNIMPLEMENTED is then the answer of a proxy while the daemon restarts.
    private static bool IsFinal(CallFailure? answer) => answer is { Kind: FailureKind.Answered } && (answer.IsTooLarge || answer.Code
        is StatusCode.NotFound or StatusCode.Unauthenticated or StatusCode.PermissionDenied
        or StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange);
}
