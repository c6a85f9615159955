using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Problems;

/// <summary>Whether problems can be stored, without which nothing is evaluated. Says each change once.</summary>
internal sealed partial class JournalState(ILogger<JournalState> logger)
{
    private volatile string? _failure;

    /// <summary>Why problems cannot be stored; null while they can.</summary>
    public string? Failure => _failure;

    public void Fail(JournalUnavailableException failure)
    {
        if (_failure is null)
        {
            Log.Failed(logger, failure.Message);
        }

        _failure = failure.Message;
    }

    public void Recover()
    {
        if (_failure is not null)
        {
            _failure = null;
            Log.Recovered(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2086, LogLevel.Error, "Problems cannot be stored, so that nothing is evaluated and nobody is told of problems: {Reason}. Live state goes on. It is tried again every few seconds")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(2087, LogLevel.Information, "Problems can be stored again, and sources are being evaluated")]
        public static partial void Recovered(ILogger logger);
    }
}
