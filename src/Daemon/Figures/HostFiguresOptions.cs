using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Figures;

/// <summary>The settings of this host's figures: section <c>Daemon:Host</c>.</summary>
internal sealed class HostFiguresOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daemon:Host";

    /// <summary>The time over which CPU use is measured, 0.1 s to 1 min. Default 1 s.</summary>
    [Description("time over which CPU use is measured, 0.1 s to 1 min (00:00:01)")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A folder on the volume that must have free space. Default: the folder for temporary files.</summary>
    [Description("folder on the volume that must have free space (the folder for temporary files)")]
    public string DiskPath { get; set; } = Path.GetTempPath();

    /// <summary>With less free space than this the disk is unhealthy; bytes, 0 or more. Default 256 MiB.</summary>
    [Description("with fewer free bytes the disk is unhealthy (268435456)")]
    public long MinimumFreeBytes { get; set; } = 256L << 20;

    /// <summary>Its failures name the key, its value and what is allowed.</summary>
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
