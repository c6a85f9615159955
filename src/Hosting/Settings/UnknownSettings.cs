using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hosting.Settings;

/// <summary>Refuses keys that nothing reads.</summary>
internal sealed class UnknownSettings(
    IConfiguration configuration, IEnumerable<KnownSetting> settings, FrameworkSettings framework, IEnumerable<ReplacedSetting> replaced) : IValidateOptions<UnknownSettings.Options>
{
    private const string ConnectionStrings = "ConnectionStrings";
    private const string TelemetryPrefix = "OTEL_";
    private const int MostEditsInTheEnvironment = 2;

    /// <summary>A shorter name is too often almost the name of something else: <c>Pub</c> is one edit from <c>Hub</c>.</summary>
    private const int ShortestGuessInTheEnvironment = 5;

    /// <summary>The sections in which the environment may hold variables of other programs on the machine.</summary>
    private static readonly string[] SharedWithTheMachine = [KnownSections.Root, ConnectionStrings];

    private readonly KnownSections _known = new(settings);

    private IEnumerable<IConfigurationProvider> Providers => ((IConfigurationRoot)configuration).Providers;

    public ValidateOptionsResult Validate(string? name, Options options)
    {
        var failures = _known.Paths.SelectMany(UnknownIn).Concat(MisspeltInTheEnvironment()).Concat(BelowValues()).Distinct().ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> UnknownIn(string section)
    {
        var given = Providers
            .Where(provider => provider is FileConfigurationProvider or CommandLineConfigurationProvider || !SharedWithTheMachine.Contains(section, StringComparer.OrdinalIgnoreCase))
            .SelectMany(provider => Keys(provider, section));
        return section == KnownSections.Root
            ? given.Where(IsUnknownAtTheRoot).Select(MessageAtTheRoot)
            : given.Except(_known.Children(section), StringComparer.OrdinalIgnoreCase).Select(key => UnknownSetting.Message(section, key, _known.Children(section)));
    }

    /// <summary>
    /// A variable such as <c>Deamons__0__Address</c> or <c>ConnectionStrings__Montor</c>: almost one of our sections or connection strings. All others
    /// belong to the machine or to another program of this product, and nothing can be said about them.
    /// </summary>
    private IEnumerable<string> MisspeltInTheEnvironment()
    {
        var environment = Providers.OfType<EnvironmentVariablesConfigurationProvider>().ToList();
        var sections = environment
            .SelectMany(provider => Keys(provider, KnownSections.Root).Where(key => Keys(provider, key).Any()))
            .Except(ProductSections.Names, StringComparer.OrdinalIgnoreCase)
            .Where(key => IsUnknownAtTheRoot(key) && IsAlmost(key, _known.TopSections));
        var names = _known.Children(ConnectionStrings);
        var databases = environment
            .SelectMany(provider => Keys(provider, ConnectionStrings))
            .Except(names, StringComparer.OrdinalIgnoreCase)
            .Where(key => IsAlmost(key, names));
        return sections.Select(MessageAtTheRoot).Concat(databases.Select(key => UnknownSetting.Message(ConnectionStrings, key, names)));
    }

    private static bool IsAlmost(string key, IEnumerable<string> names) =>
        key.Length >= ShortestGuessInTheEnvironment
        && Spelling.Nearest(key, names.Where(name => name.Length >= ShortestGuessInTheEnvironment), MostEditsInTheEnvironment) is not null;

    private bool IsUnknownAtTheRoot(string key) =>
        !_known.Children(KnownSections.Root).Concat(framework.Keys).Contains(key, StringComparer.OrdinalIgnoreCase)
        && !key.StartsWith(TelemetryPrefix, StringComparison.OrdinalIgnoreCase);

    private string MessageAtTheRoot(string key) => replaced.FirstOrDefault(other => string.Equals(other.Key, key, StringComparison.OrdinalIgnoreCase)) is { } other
        ? $"Unknown setting '{key}'. Use '{other.Replacement}' instead"
        : $"{UnknownSetting.Message(KnownSections.Root, key, _known.Children(KnownSections.Root), framework.Keys)}, and {framework.Summary}";

    /// <summary>Keys such as <c>Logs:Level:Default</c>, which nothing reads because <c>Logs:Level</c> is a text.</summary>
    private IEnumerable<string> BelowValues() => _known.Values.SelectMany(path => Providers
        .SelectMany(provider => Keys(provider, path))
        .Select(key => UnknownSetting.BelowValue(path, key)));

    private static IEnumerable<string> Keys(IConfigurationProvider provider, string section) =>
        provider.GetChildKeys([], section == KnownSections.Root ? null : section).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Holds nothing: the check is about the whole configuration.</summary>
    internal sealed class Options;
}
