using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Settings;

/// <summary>Refuses keys that are no settings, by the sections that are known.</summary>
internal sealed class UnknownSettings(IConfiguration configuration, IEnumerable<KnownKeys> known) : IValidateOptions<UnknownSettings.Options>
{
    private const string Top = "";
    private const string TelemetryPrefix = "OTEL_";

    /// <summary>What ASP.NET Core, its host and the logs read themselves at the top.</summary>
    private static readonly string[] OfTheHost =
    [
        "$schema", "AllowedHosts", "applicationName", "Authentication", "captureStartupErrors", "contentRoot", "detailedErrors",
        "environment", "forwardedHeaders_enabled", "hostBuilder", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "http_ports", "https_port",
        "https_ports", "Kestrel", "Logging", "Metrics", "preferHostingUrls", "preventHostingStartup", "Serilog", "shutdownTimeoutSeconds", "startupAssembly",
        "staticWebAssets", "suppressStatusMessages", "urls", "webroot",
    ];

    /// <summary>The environment holds everything of the machine, so that nothing can be said of what it has here.</summary>
    private static readonly string[] SharedWithTheMachine = [Top, "ConnectionStrings"];

    public ValidateOptionsResult Validate(string? name, Options options)
    {
        var sections = known.GroupBy(each => each.Section, each => each.Keys, StringComparer.OrdinalIgnoreCase);
        var failures = sections.SelectMany(section => Unknown(section.Key, [.. section.SelectMany(keys => keys)])).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Unknown(string section, string[] keys)
    {
        if (section != Top)
        {
            // Without what it holds: it may be a mistyped password.
            return Given(section).Except(keys, StringComparer.OrdinalIgnoreCase).Select(key => $"{section}:{key} is no setting; there are: {string.Join(", ", keys)}");
        }

        var ours = keys.Concat(known.Select(each => each.Section.Split(':')[0])).Where(key => key != Top).Distinct().Order(StringComparer.Ordinal).ToList();
        return Given(section).Except(ours.Concat(OfTheHost), StringComparer.OrdinalIgnoreCase)
            .Where(key => !key.StartsWith(TelemetryPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(key => $"{key} is no setting; there are: {string.Join(", ", ours)}, and those of ASP.NET Core such as Kestrel, Logging and urls");
    }

    private IEnumerable<string> Given(string section) => ((IConfigurationRoot)configuration).Providers
        .Where(provider => provider is FileConfigurationProvider or CommandLineConfigurationProvider || !SharedWithTheMachine.Contains(section, StringComparer.OrdinalIgnoreCase))
        .SelectMany(provider => provider.GetChildKeys([], section == Top ? null : section));

    /// <summary>Holds nothing: what is checked is everybody's.</summary>
    internal sealed class Options;
}
