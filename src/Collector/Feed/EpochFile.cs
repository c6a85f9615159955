using System.Globalization;
using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Collector.Feed;

/// <summary>Issues epochs that increase with every term and every start, even if the clock was set back. It stores the last one in a file.</summary>
internal sealed partial class EpochFile(string directory, TimeProvider time, ILogger<EpochFile> logger) : IEpochIssuer
{
    public const string Name = "collector.epoch";
    private const long Largest = (1L << 53) - 1;
    private readonly Lock _gate = new();
    private long _last;

    /// <inheritdoc/>
    /// <remarks>If the file cannot be used, a warning is logged and only the epochs of this start are taken into account: a collector that cannot write still watches.</remarks>
    public long IssueNext()
    {
        lock (_gate)
        {
            return _last = Persist(Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), _last + 1));
        }
    }

    private long Persist(long epoch)
    {
        var path = Path.Combine(directory, Name);
        try
        {
            DataFolder.Create(directory);
            epoch = Math.Max(epoch, Previous(path) + 1);
            var fresh = path + ".new";
            File.WriteAllText(fresh, epoch.ToString(CultureInfo.InvariantCulture));
            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, path, exception.Message);
        }

        return epoch;
    }

    private long Previous(string path)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        var text = File.ReadAllText(path);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var previous) && previous is > 0 and < Largest)
        {
            return previous;
        }

        Log.Unreadable(logger, path);
        return 0;
    }

    private static partial class Log
    {
        [LoggerMessage(2051, LogLevel.Warning, "The epoch cannot be saved to {Path} ({Reason}). If the clock is set back before the next start, subscribers will ignore new values as outdated")]
        public static partial void NotKept(ILogger logger, string path, string reason);

        [LoggerMessage(2052, LogLevel.Warning, "{Path} does not contain an epoch. The next epoch is taken from the clock alone")]
        public static partial void Unreadable(ILogger logger, string path);
    }
}
