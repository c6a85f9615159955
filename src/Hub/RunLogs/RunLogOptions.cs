using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.RunLogs;

/// <summary>What is kept of the logs of runs; the settings' section <c>RunLogs</c>.</summary>
public sealed class RunLogOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "RunLogs";

    private const long LeastBytes = 1_000_000;

    /// <summary>
    /// The most bytes on disk of all logs that were read from daemons, 1,000,000 or more; default 1 GiB. The log that was written longest ago is deleted first. It is read from
    /// the daemon again when somebody opens it.
    /// </summary>
    [Description("most bytes on disk of the logs that were read from daemons; the oldest is deleted first (1073741824)")]
    public long MaxBytes { get; set; } = 1L << 30;

    /// <summary>Names the key, its value and what is allowed.</summary>
    internal sealed class Validation : IValidateOptions<RunLogOptions>
    {
        public ValidateOptionsResult Validate(string? name, RunLogOptions options) => options.MaxBytes >= LeastBytes
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{Section}:{nameof(MaxBytes)} is '{options.MaxBytes}', but must be a whole number of bytes, {LeastBytes} or more");
    }
}
