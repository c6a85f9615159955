using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Live;

/// <summary>How the hub sends to subscribers; the settings' section <c>Hub</c>.</summary>
public sealed class LiveOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Hub";

    /// <summary>
    /// The least time between the starts of two rounds of writes, 0 to 1 s; default 10 ms. Changes in between are sent in one write.
    /// With more than a hundred subscribers the time grows by itself, up to 80 ms. With 0, changes are never joined, for any number of subscribers.
    /// The first change after a quiet period is sent at once. With more than 2,500 subscribers it is sent after 50 ms, together with the rest of its sample.
    /// A longer time costs less and delays later changes by as much.
    /// </summary>
    [Description("least time over which changes are joined into one write, 0 to 1 s (00:00:00.01)")]
    public TimeSpan JoinWindow { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// After how long a subscriber that does not read what it is sent is closed, 1 s to 5 min; default 10 s. A second is added for every 8 KiB of the
    /// write and of the executions that it requested before, up to 10 min, so that they pass a slow line. The subscriber reconnects and starts over.
    /// </summary>
    [Description("time after which a subscriber that takes no data is disconnected, 1 s to 5 min (00:00:10)")]
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Names the key, its value and the allowed range, which data annotations would not.</summary>
    internal sealed class Validation : IValidateOptions<LiveOptions>
    {
        public ValidateOptionsResult Validate(string? name, LiveOptions options)
        {
            var failures = new[]
            {
                Range(nameof(JoinWindow), options.JoinWindow, TimeSpan.Zero, TimeSpan.FromSeconds(1), "00:00:00.01"),
                Range(nameof(SlowAfter), options.SlowAfter, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), "00:00:10"),
            }.OfType<string>().ToList();
            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }

        private static string? Range(string key, TimeSpan value, TimeSpan least, TimeSpan most, string example) => value >= least && value <= most
            ? null
            : $"{Section}:{key} is '{value}', but must be a time as hh:mm:ss, such as {example}, from {least} to {most}";
    }
}
