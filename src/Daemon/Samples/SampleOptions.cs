using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Samples;

/// <summary>How the sample pipelines run. Section <c>Daemon:Samples</c>.</summary>
internal sealed class SampleOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daemon:Samples";

    /// <summary>What chance is drawn from: the same number gives the same runs. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>How many runs are kept, those under way included; 20 to 10,000. Default 500.</summary>
    public int History { get; set; } = 500;

    /// <summary>After how long without any output a run is given up by its schedule, 10 s to 1 day. Default 10 min.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Names the key, what it holds and what it may hold.</summary>
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
