using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Lets background work go on where the store does not answer: that is expected, and logged once until all of the work succeeds again.</summary>
internal sealed partial class AlertsStoreGuard(IRoomStore<AlertsDbContext> database, ILogger<AlertsStoreGuard> logger)
{
    /// <summary>How long to wait before work that failed is tried again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, string> _failures = [];

    /// <summary>Why the store did not answer last; null if all work succeeded.</summary>
    public string? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failures.Values.FirstOrDefault();
            }
        }
    }

    /// <summary>Does work on the store.</summary>
    /// <param name="name">What work it is, the same at every try.</param>
    /// <param name="work">The work.</param>
    /// <returns>False if the store does not answer, or takes nothing because another process leads now. Other failures are thrown.</returns>
    public async Task<bool> TryAsync(string name, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (TermOverException over)
        {
            // The term is about to end in this process too.
            Log.Refused(logger, name, over.Message);
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException && database.CauseOf(exception) is { } cause)
        {
            Fail(name, cause);
            return false;
        }

        Recover(name);
        return true;
    }

    private void Fail(string name, string cause)
    {
        lock (_gate)
        {
            if (_failures.Count == 0)
            {
                Log.Failed(logger, cause);
            }

            _failures[name] = cause;
        }
    }

    private void Recover(string name)
    {
        lock (_gate)
        {
            if (_failures.Remove(name) && _failures.Count == 0)
            {
                Log.Recovered(logger);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2144, LogLevel.Error, "Alerts are not being sent, because their store does not answer: {Cause}. It is tried again every few seconds")]
        public static partial void Failed(ILogger logger, string cause);

        [LoggerMessage(2864, LogLevel.Information, "The work on {Name} is given up: {Reason}")]
        public static partial void Refused(ILogger logger, string name, string reason);

        [LoggerMessage(2145, LogLevel.Information, "The store of alerts answers again")]
        public static partial void Recovered(ILogger logger);
    }
}
