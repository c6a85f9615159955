using FlextMonitor.Collector.Settings;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Cluster;

/// <summary>Reads <see cref="ClusterOptions"/> from the configuration, and validates them when the host starts.</summary>
internal sealed class ClusterOptionsSetup(IConfiguration configuration) : IConfigureOptions<ClusterOptions>, IValidateOptions<ClusterOptions>
{
    public const string RolesDescription = "parts of this process: hub, collector, evaluator, separated by commas (all)";
    public const string NodeDescription = "name of this process among several (the machine's name)";
    private const int LongestName = 64;

    private static readonly Dictionary<string, ClusterRoles> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hub"] = ClusterRoles.Hub,
        ["collector"] = ClusterRoles.Collector,
        ["evaluator"] = ClusterRoles.Evaluator,
    };

    public void Configure(ClusterOptions options)
    {
        var failures = new List<string>();
        var section = new SectionReader(configuration.GetSection(ClusterOptions.Section), failures);
        var roles = section.Text(
            nameof(ClusterOptions.Roles), string.Join(',', ByName.Keys), text => Names(text) is { Length: > 0 } names && names.All(ByName.ContainsKey), "be one or several of hub, collector, evaluator, separated by commas");
        options.Roles = Names(roles).Select(name => ByName.GetValueOrDefault(name)).Aggregate(ClusterRoles.None, (all, role) => all | role);
        options.Node = section.Text(
            nameof(ClusterOptions.Node),
            Environment.MachineName,
            name => name.Length is > 0 and <= LongestName && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'),
            $"be 1 to {LongestName} characters of a-z A-Z 0-9 - _ .");
        options.IsShared = RedisSetting.IsSet(configuration);
        options.Failures = failures;
    }

    public ValidateOptionsResult Validate(string? name, ClusterOptions options) =>
        options.Failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Failures);

    private static string[] Names(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
