using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Live;

/// <summary>How the hub sends, from the settings' section <c>Hub</c>.</summary>
public sealed class LiveOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Hub";

    /// <summary>
    /// From the start of a round of writes, how long further changes are joined before the next, at the least, 0 to 1 s; 10 ms unless set;
    /// with more than a hundred subscribers longer by itself, up to 80 ms; 0: nothing is joined, however many they are.
    /// The first change after a quiet moment goes at once, with more than 2,500 subscribers after 50 ms: with what belongs to the same sample.
    /// Longer costs less, and delays what follows by as much.
    /// </summary>
    [Description("least time over which changes are joined into one write, 0 to 1 s (00:00:00.01)")]
    public TimeSpan JoinWindow { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// After how long a subscriber that does not take what it is sent is closed, 1 s to 5 min; 10 s unless set; and a second more for every 8 KiB
    /// of it and of the executions that it asked for before it, up to 10 min, so that they get through a thin line. It comes back and starts over.
    /// </summary>
    [Description("time after which a subscriber that takes no data is disconnected, 1 s to 5 min (00:00:10)")]
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Names the key, what it holds and what it may hold, which annotations would not.</summary>
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
