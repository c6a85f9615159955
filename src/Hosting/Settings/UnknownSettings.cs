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
        var failures = _known.Paths.SelectMany(UnknownIn).Concat(MisspeltInTheEnvironment()).Concat(InsteadOfSections()).Concat(BelowValues()).Distinct().ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> UnknownIn(string section)
    {
        var given = ProvidersOf(section).SelectMany(provider => Keys(provider, section));
        return section == KnownSections.Root
            ? given.Where(IsUnknownAtTheRoot).Select(MessageAtTheRoot)
            : given.Except(_known.Children(section), StringComparer.OrdinalIgnoreCase).Select(key => MessageIn(section, key));
    }

    /// <summary>Those whose keys in a section are meant for this program.</summary>
    private IEnumerable<IConfigurationProvider> ProvidersOf(string section) => SharedWithTheMachine.Contains(section, StringComparer.OrdinalIgnoreCase)
        ? Providers.Where(provider => provider is FileConfigurationProvider or CommandLineConfigurationProvider)
        : Providers;

    /// <summary>The number of an entry, below a section that is almost a list, is one of that list: <c>Daemon:0</c> is meant as <c>Daemons:0</c>.</summary>
    private string MessageIn(string section, string key) => UnknownSetting.IsIndex(key) && Spelling.Nearest(section, _known.Lists) is { } list
        ? $"Unknown setting '{ConfigurationPath.Combine(section, key)}'. Did you mean '{ConfigurationPath.Combine(list, key)}'?"
        : UnknownSetting.Message(section, key, _known.Children(section));

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
        var joined = environment.SelectMany(provider => Keys(provider, KnownSections.Root)).Where(IsJoinedByOneUnderscore);
        return sections.Select(MessageAtTheRoot)
            .Concat(databases.Select(key => UnknownSetting.Message(ConnectionStrings, key, names)))
            .Concat(joined.Select(key => $"Unknown setting '{key}'. An environment variable is written with two underscores between its parts: '{key.Replace("_", "__", StringComparison.Ordinal)}'"));
    }

    /// <summary>A variable such as <c>Daemons_0_Address</c>. With an entry's number it can hardly be another program's; <c>ADMIN_EMAIL</c> can.</summary>
    private bool IsJoinedByOneUnderscore(string key) =>
        key.Split('_') is [var list, var entry, { Length: > 0 }, ..] && UnknownSetting.IsIndex(entry) && _known.Lists.Contains(list, StringComparer.OrdinalIgnoreCase);

    private static bool IsAlmost(string key, IEnumerable<string> names) =>
        key.Length >= ShortestGuessInTheEnvironment
        && Spelling.Nearest(key, names.Where(name => name.Length >= ShortestGuessInTheEnvironment), MostEditsInTheEnvironment) is not null;

    private bool IsKnownAtTheRoot(string key) => _known.Children(KnownSections.Root).Concat(framework.Keys).Contains(key, StringComparer.OrdinalIgnoreCase);

    private bool IsUnknownAtTheRoot(string key) =>
        !IsKnownAtTheRoot(key)
        && !key.StartsWith(TelemetryPrefix, StringComparison.OrdinalIgnoreCase);

    private string MessageAtTheRoot(string key) =>
        replaced.FirstOrDefault(other => string.Equals(other.Key, key, StringComparison.OrdinalIgnoreCase)) is { } other
            ? $"Unknown setting '{key}'. Use '{other.Replacement}' instead"
        : key.Split('.') is [var section, { Length: > 0 }, ..] && IsKnownAtTheRoot(section)
            ? $"Unknown setting '{key}'. The parts of a setting are separated by colons: '{key.Replace('.', ':')}'"
        : $"{UnknownSetting.Message(KnownSections.Root, key, _known.Children(KnownSections.Root), framework.Keys)}, and {framework.Summary}";

    /// <summary>A value where a section belongs, such as <c>Logs=Debug</c>: nothing reads it.</summary>
    private IEnumerable<string> InsteadOfSections() => _known.Paths
        .Where(section => section != KnownSections.Root && ProvidersOf(ParentOf(section)).Any(provider => provider.TryGet(section, out var value) && !string.IsNullOrEmpty(value)))
        .Select(section => $"'{section}' is a section and holds no value of its own. Its settings: {string.Join(", ", _known.Children(section).Select(key => ConfigurationPath.Combine(section, key)))}");

    private static string ParentOf(string section) => ConfigurationPath.GetParentPath(section) ?? KnownSections.Root;

    /// <summary>
    /// Keys such as <c>Logs:Level:Default</c> and <c>Hub:AllowedOrigins:0:Url</c>, which nothing reads because <c>Logs:Level</c> and the entries of
    /// <c>Hub:AllowedOrigins</c> are texts.
    /// </summary>
    private IEnumerable<string> BelowValues() => _known.Values.Concat(_known.ValueLists.SelectMany(EntriesOf))
        .SelectMany(path => Providers.SelectMany(provider => Keys(provider, path)).Select(key => UnknownSetting.BelowValue(path, key)));

    private IEnumerable<string> EntriesOf(string list) => Providers.SelectMany(provider => Keys(provider, list)).Select(entry => ConfigurationPath.Combine(list, entry));

    private static IEnumerable<string> Keys(IConfigurationProvider provider, string section) =>
        provider.GetChildKeys([], section == KnownSections.Root ? null : section).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Holds nothing: the check is about the whole configuration.</summary>
    internal sealed class Options;
}
