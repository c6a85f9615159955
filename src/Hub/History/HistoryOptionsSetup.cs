using System.Globalization;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History;

/// <summary>Reads <see cref="HistoryOptions"/> from the configuration, and validates them when the host starts.</summary>
internal sealed class HistoryOptionsSetup(IConfiguration configuration) : IConfigureOptions<HistoryOptions>, IValidateOptions<HistoryOptions>
{
    public const string TiersSection = $"{HistoryOptions.Section}:{nameof(HistoryOptions.Tiers)}";

    public const string MaxBytesDescription = "most bytes that history may take; the finest resolution is shortened first (1073741824)";

    private const long LeastBytes = 10_000_000;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestFirstStep = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestKeep = TimeSpan.FromDays(36_500);

    public static IReadOnlyList<KeyValuePair<string, string>> TierKeys { get; } =
    [
        new(nameof(HistoryTier.Step), "length of a bucket, whole seconds to 1 day, of the first tier to 10 minutes; divides the next tier's (00:00:10, 00:01:00, 00:10:00, 01:00:00, 1.00:00:00)"),
        new(nameof(HistoryTier.Keep), "how long the buckets are kept (2, 14, 90, 400 and 3653 days)"),
    ];

    public void Configure(HistoryOptions options)
    {
        var failures = new List<string>();
        List<IConfigurationSection> entries = [.. configuration.GetSection(TiersSection).GetChildren()];
        var tiers = entries.Select(entry => Read(new SectionReader(entry, failures))).ToList();
        if (tiers.Count > 0)
        {
            options.Tiers = tiers;
        }

        options.MaxBytes = ReadMaxBytes(new SectionReader(configuration.GetSection(HistoryOptions.Section), failures), options.MaxBytes);
        options.Failures = failures.Count > 0 ? failures : [.. Failures(entries, tiers)];
    }

    public ValidateOptionsResult Validate(string? name, HistoryOptions options) =>
        options.Failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Failures);

    private static HistoryTier Read(SectionReader entry)
    {
        entry.RefuseUnknownKeys([.. TierKeys.Select(key => key.Key)]);
        return new HistoryTier(
            Read(entry, nameof(HistoryTier.Step), TimeSpan.FromSeconds(10), LongestStep),
            Read(entry, nameof(HistoryTier.Keep), TimeSpan.FromDays(2), LongestKeep));
    }

    private static long ReadMaxBytes(SectionReader section, long fallback)
    {
        var text = section.Text(nameof(HistoryOptions.MaxBytes));
        if (text is null || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out fallback) && fallback >= LeastBytes))
        {
            return fallback;
        }

        section.Refuse(nameof(HistoryOptions.MaxBytes), string.Create(CultureInfo.InvariantCulture, $"be a whole number of bytes, {LeastBytes} or more"));
        return LeastBytes;
    }

    // A tier has no defaults: the settings name all of them or none.
    private static TimeSpan Read(SectionReader entry, string key, TimeSpan example, TimeSpan longest)
    {
        var time = entry.Time(key, example, Second, longest);
        if (entry.Text(key) is null || (time >= Second && time <= longest && time.Ticks % TimeSpan.TicksPerSecond != 0))
        {
            entry.Refuse(key, $"be whole seconds, such as {example}");
        }

        return time;
    }

    private static IEnumerable<string> Failures(List<IConfigurationSection> entries, List<HistoryTier> tiers)
    {
        if (tiers.Count > 0 && tiers[0].Step > LongestFirstStep)
        {
            yield return $"{entries[0].Path}:Step is '{tiers[0].Step}', but may be {LongestFirstStep} at most: a bucket of the finest tier is written from the hour that is in memory";
        }

        for (var place = 1; place < tiers.Count; place++)
        {
            var (finer, tier) = (tiers[place - 1], tiers[place]);
            var (finerKey, key) = (entries[place - 1].Path, entries[place].Path);
            if (tier.Step <= finer.Step || tier.Step.Ticks % finer.Step.Ticks != 0)
            {
                yield return $"{key}:Step is '{tier.Step}', but must be a multiple of {finerKey}:Step, which is '{finer.Step}'";
            }

            if (tier.Keep <= finer.Keep)
            {
                yield return $"{key}:Keep is '{tier.Keep}', but must be longer than {finerKey}:Keep, which is '{finer.Keep}'";
            }

            // A bucket is computed from the whole tier below, at the latest an hour after it ended.
            if (finer.Keep < (2 * tier.Step) + TimeSpan.FromHours(1))
            {
                yield return $"{finerKey}:Keep is '{finer.Keep}', but must be at least twice {key}:Step, which is '{tier.Step}', and an hour";
            }
        }
    }
}
