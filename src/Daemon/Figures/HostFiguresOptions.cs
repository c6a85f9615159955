using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Figures;

/// <summary>How this host is watched. Section <c>Daemon:Host</c>.</summary>
internal sealed class HostFiguresOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daemon:Host";

    /// <summary>Over how long CPU use is measured, 0.1 s to 1 min. Default 1 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The folder whose volume must have space left. Default: the folder for temporary files.</summary>
    public string DiskPath { get; set; } = Path.GetTempPath();

    /// <summary>With less left than this the disk counts as unhealthy; bytes, 0 or more. Default 256 MiB.</summary>
    public long MinimumFreeBytes { get; set; } = 256L << 20;

    /// <summary>Names the key, what it holds and what it may hold.</summary>
    internal sealed class Validation : IValidateOptions<HostFiguresOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, HostFiguresOptions options)
        {
            var failures = new List<string>();
            if (options.Interval < TimeSpan.FromMilliseconds(100) || options.Interval > TimeSpan.FromMinutes(1))
            {
                failures.Add($"{Section}:Interval is {options.Interval}; it may be a time as hh:mm:ss, 00:00:00.1 to 00:01:00");
            }

            if (!Directory.Exists(options.DiskPath))
            {
                failures.Add($"{Section}:DiskPath is '{options.DiskPath}'; it must be a folder that exists");
            }

            if (options.MinimumFreeBytes < 0)
            {
                failures.Add($"{Section}:MinimumFreeBytes is {options.MinimumFreeBytes}; it may be 0 or more");
            }

            return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
        }
    }
}
