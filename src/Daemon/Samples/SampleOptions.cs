using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Samples;

/// <summary>The settings of the sample pipelines: section <c>Daemon:Samples</c>.</summary>
internal sealed class SampleOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daemon:Samples";

    /// <summary>The seed of the random numbers: the same seed gives the same runs. Default 1.</summary>
    [Description("seed of the random numbers; the same seed gives the same runs (1)")]
    public int Seed { get; set; } = 1;

    /// <summary>How many runs are kept, including running ones; 20 to 10,000. Default 500.</summary>
    [Description("number of runs kept, 20 to 10000 (500)")]
    public int History { get; set; } = 500;

    /// <summary>The time without output after which a run is cancelled by its schedule, 10 s to 1 day. Default 10 min.</summary>
    [Description("time without output after which a run is given up, 10 s to 1 day (00:10:00)")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Its failures name the key, its value and what is allowed.</summary>
    internal sealed class Validation : IValidateOptions<SampleOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, SampleOptions options)
        {
            var failures = new List<string>();
            if (options.History is < 20 or > 10_000)
            {
                failures.Add($"{Section}:History is {options.History}; it may be 20 to 10000");
            }

            if (options.GiveUpAfter < TimeSpan.FromSeconds(10) || options.GiveUpAfter > TimeSpan.FromDays(1))
            {
                failures.Add($"{Section}:GiveUpAfter is {options.GiveUpAfter}; it may be a time as hh:mm:ss, 00:00:10 to 1.00:00:00");
            }

            return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
        }
    }
}
