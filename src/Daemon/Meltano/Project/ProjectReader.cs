using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>Reads <c>meltano.yml</c>, the files that its <c>include_paths</c> name, <c>.env</c> and the definitions of locked plugins.</summary>
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
        var project = new MeltanoProject
        {
            Variables = DotEnv.Read(Path.Combine(folder, VariablesFile)),
            DatabaseUri = file.Text(file.Root, "database_uri"),
            Includes = [.. file.Texts(file.Root, "include_paths")],
        };
        project = project with { Files = [main, .. Included(folder, project.Includes)], Locks = [.. PluginLock.Find(folder)] };
        project = project.Files.Skip(1).Select(path => YamlFile.Read(folder, path)).Aggregate(Add(project, file), Add);
        return project with { SecretSettings = project.SecretSettings.Union(project.Locks.SelectMany(PluginLock.ReadSecrets)) };
    }

    /// <summary>Whether the project consists of other files than when it was read: some were added or removed.</summary>
    /// <exception cref="ProjectFileException">A pattern of <c>include_paths</c> cannot be used.</exception>
    public static bool HasOtherFiles(string folder, MeltanoProject project) =>
        !Included(folder, project.Includes).SequenceEqual(project.Files.Skip(1)) || !PluginLock.Find(folder).SequenceEqual(project.Locks);

    /// <summary>Tells versions of a project's files apart, whether they can be read or not.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="project">The last good reading; <c>null</c> if there is none.</param>
    public static string Version(string folder, MeltanoProject? project) => string.Join('\n', new[] { Path.Combine(folder, MainFile), Path.Combine(folder, VariablesFile) }
        .Concat(project?.Files.Skip(1) ?? [])
        .Concat(project?.Locks ?? [])
        .Select(path => new FileInfo(path))
        .Select(file => file.Exists ? $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}" : file.FullName));

    private static IEnumerable<string> Included(string folder, ImmutableArray<string> patterns) => patterns
        .SelectMany(pattern => PathPattern.Find(folder, pattern))
        .Distinct(StringComparer.Ordinal)
        .Where(path => path != Path.Combine(folder, MainFile));

    private static MeltanoProject Add(MeltanoProject project, YamlFile file)
    {
        var plugins = file.Section(file.Root, "plugins");
        return project with
        {
            Plugins = project.Plugins.Union(PluginsOf(file, plugins).Select(plugin => file.Required(plugin, "name"))),
            Extractors = project.Extractors.Union(Names(file, plugins, "extractors")),
            Loaders = project.Loaders.Union(Names(file, plugins, "loaders")),
            Settings = project.Settings.AddRange(YamlFile.Scalars(file.Root)),
            SecretSettings = project.SecretSettings.Union(PluginsOf(file, plugins).SelectMany(plugin => SecretsOf(file, plugin))),
            Jobs = project.Jobs.AddRange(file.Entries(file.Root, "jobs").Select(entry => Job(file, entry))),
            Schedules = project.Schedules.AddRange(file.Entries(file.Root, "schedules").Select(entry => Schedule(file, entry))),
        };
    }

    private static IEnumerable<string> Names(YamlFile file, YamlMappingNode? plugins, string kind) =>
        plugins is null ? [] : file.Entries(plugins, kind).Select(entry => file.Required(entry, "name"));

    private static IEnumerable<YamlMappingNode> PluginsOf(YamlFile file, YamlMappingNode? plugins) =>
        plugins is null ? [] : plugins.Children.Keys.OfType<YamlScalarNode>().SelectMany(kind => file.Entries(plugins, kind.Value!));

    private static IEnumerable<string> SecretsOf(YamlFile file, YamlMappingNode plugin) => file.Entries(plugin, "settings")
        .Where(setting => PluginLock.IsSecret(file.Text(setting, "kind"), file.Text(setting, "sensitive")))
        .SelectMany(setting => new[] { file.Required(setting, "name"), file.Text(setting, "env") })
        .OfType<string>();

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
