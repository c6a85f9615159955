using YamlDotNet.RepresentationModel;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>Reads <c>meltano.yml</c>, the files that its <c>include_paths</c> name, and <c>.env</c>.</summary>
internal static class ProjectReader
{
    /// <summary>The name of a project's main file.</summary>
    public const string MainFile = "meltano.yml";

    /// <summary>The name of the file with the project's variables.</summary>
    public const string VariablesFile = ".env";

    /// <exception cref="ProjectFileException">A file cannot be used.</exception>
    public static MeltanoProject Read(string folder)
    {
        var main = Path.Combine(folder, MainFile);
        var file = YamlFile.Read(folder, main);
        var project = Add(new MeltanoProject { Files = [main], Variables = DotEnv.Read(Path.Combine(folder, VariablesFile)) }, file) with
        {
            DatabaseUri = file.Text(file.Root, "database_uri"),
            Includes = [.. file.Texts(file.Root, "include_paths")],
        };
        return Included(folder, project).Aggregate(project, (sofar, path) => Add(sofar with { Files = sofar.Files.Add(path) }, YamlFile.Read(folder, path)));
    }

    /// <summary>Tells versions of a project's files apart, whether they can be read or not.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="project">The last good reading, whose <c>include_paths</c> are looked at.</param>
    /// <exception cref="ProjectFileException">A folder cannot be read.</exception>
    public static string Version(string folder, MeltanoProject project) => string.Join('\n', new[] { MainFile, VariablesFile }
        .Select(name => Path.Combine(folder, name))
        .Concat(Included(folder, project))
        .Select(path => new FileInfo(path))
        .Select(file => file.Exists ? $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}" : file.FullName));

    private static IEnumerable<string> Included(string folder, MeltanoProject project) => project.Includes
        .SelectMany(pattern => PathPattern.Find(folder, pattern))
        .Distinct(StringComparer.Ordinal)
        .Where(path => path != Path.Combine(folder, MainFile));

    private static MeltanoProject Add(MeltanoProject project, YamlFile file)
    {
        var plugins = file.Section(file.Root, "plugins");
        return project with
        {
            Extractors = project.Extractors.Union(Names(file, plugins, "extractors")),
            Config = project.Config.AddRange(PluginsOf(file, plugins).SelectMany(plugin => ConfigOf(file, plugin))),
            SecretSettings = project.SecretSettings.Union(PluginsOf(file, plugins).SelectMany(plugin => SecretsOf(file, plugin))),
            Loaders = project.Loaders.Union(Names(file, plugins, "loaders")),
            Jobs = project.Jobs.AddRange(file.Entries(file.Root, "jobs").Select(entry => Job(file, entry))),
            Schedules = project.Schedules.AddRange(file.Entries(file.Root, "schedules").Select(entry => Schedule(file, entry))),
        };
    }

    private static IEnumerable<string> Names(YamlFile file, YamlMappingNode? plugins, string kind) =>
        plugins is null ? [] : file.Entries(plugins, kind).Select(entry => file.Required(entry, "name"));

    private static IEnumerable<YamlMappingNode> PluginsOf(YamlFile file, YamlMappingNode? plugins) =>
        plugins is null ? [] : plugins.Children.Keys.OfType<YamlScalarNode>().SelectMany(kind => file.Entries(plugins, kind.Value!));

    private static IEnumerable<KeyValuePair<string, string>> ConfigOf(YamlFile file, YamlMappingNode plugin) =>
        file.Section(plugin, "config") is { } config ? YamlFile.Scalars(config) : [];

    private static IEnumerable<string> SecretsOf(YamlFile file, YamlMappingNode plugin) => file.Entries(plugin, "settings")
        .Where(setting => file.Text(setting, "kind") == "password" || file.Text(setting, "sensitive") == "true")
        .Select(setting => file.Required(setting, "name"));

    // A task is a text with blanks between its plugins, or a list of them.
    private static JobDefinition Job(YamlFile file, YamlMappingNode entry) => new(
        file.Required(entry, "name"),
        [.. file.Texts(entry, "tasks").SelectMany(task => task.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))]);

    private static ScheduleDefinition Schedule(YamlFile file, YamlMappingNode entry) => new(file.Required(entry, "name"), file.Text(entry, "interval")?.Trim() ?? "")
    {
        Job = file.Text(entry, "job"),
        Extractor = file.Text(entry, "extractor"),
        Loader = file.Text(entry, "loader"),
        Transform = file.Text(entry, "transform"),
    };
}
