using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>Reads a YAML file as a tree of nodes. What does not have the expected shape is refused with its line.</summary>
internal sealed class YamlFile
{
    private readonly string _path;

    private YamlFile(string path, YamlMappingNode root)
    {
        _path = path;
        Root = root;
    }

    /// <summary>The file's top level.</summary>
    public YamlMappingNode Root { get; }

    /// <exception cref="ProjectFileException">The file cannot be read, is no YAML, or is no mapping.</exception>
    public static YamlFile Read(string path)
    {
        try
        {
            using var text = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            var stream = new YamlStream();
            stream.Load(text);
            return stream.Documents switch
            {
                [] => throw new ProjectFileException($"{Path.GetFileName(path)} is empty"),
                [{ RootNode: YamlMappingNode root }, ..] => new YamlFile(path, root),
                var documents => throw Wrong(path, documents[0].RootNode, "the file holds no settings"),
            };
        }
        catch (YamlException wrong)
        {
            throw new ProjectFileException($"{Path.GetFileName(path)}, line {wrong.Start.Line}: {wrong.Message}", wrong);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProjectFileException($"{Path.GetFileName(path)} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>A text; <c>null</c> if the key is missing or null.</summary>
    public string? Text(YamlMappingNode parent, string key) => Child(parent, key) switch
    {
        null => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => null,
        YamlScalarNode scalar => scalar.Value,
        var other => throw Wrong(_path, other, $"'{key}' must be a text"),
    };

    /// <summary>A required text.</summary>
    public string Required(YamlMappingNode parent, string key) =>
        Text(parent, key) is { Length: > 0 } text ? text : throw Wrong(_path, parent, $"'{key}' is missing");

    /// <summary>The entries of a list, each with settings; empty if the key is missing.</summary>
    public IEnumerable<YamlMappingNode> Entries(YamlMappingNode parent, string key) => Child(parent, key) switch
    {
        null or YamlScalarNode { Value: "" or "~" or "null" } => [],
        YamlSequenceNode list => list.Select(entry => entry as YamlMappingNode ?? throw Wrong(_path, entry, $"an entry of '{key}' must have a name")),
        var other => throw Wrong(_path, other, $"'{key}' must be a list"),
    };

    /// <summary>The texts of a list, and of the lists in it; a single text stands for a list of one.</summary>
    public IEnumerable<string> Texts(YamlMappingNode parent, string key) => Child(parent, key) is { } node ? Texts(node, key) : [];

    /// <summary>A section; <c>null</c> if the key is missing.</summary>
    public YamlMappingNode? Section(YamlMappingNode parent, string key) => Child(parent, key) switch
    {
        null or YamlScalarNode { Value: "" or "~" or "null" } => null,
        YamlMappingNode section => section,
        var other => throw Wrong(_path, other, $"'{key}' must be a section"),
    };

    /// <summary>All texts below a section with the names of their keys; those of a list have the name of the list.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Scalars(YamlMappingNode section) => section.Children
        .Where(child => child.Key is YamlScalarNode)
        .SelectMany(child => Scalars(((YamlScalarNode)child.Key).Value!, child.Value));

    private static IEnumerable<KeyValuePair<string, string>> Scalars(string name, YamlNode node) => node switch
    {
        YamlScalarNode { Value: { } text } => [KeyValuePair.Create(name, text)],
        YamlMappingNode section => Scalars(section),
        YamlSequenceNode list => list.SelectMany(entry => Scalars(name, entry)),
        _ => [],
    };

    private IEnumerable<string> Texts(YamlNode node, string key) => node switch
    {
        YamlScalarNode scalar => scalar.Value is { Length: > 0 } text ? [text] : [],
        YamlSequenceNode list => list.SelectMany(entry => Texts(entry, key)),
        _ => throw Wrong(_path, node, $"'{key}' must be a list of texts"),
    };

    private static YamlNode? Child(YamlMappingNode parent, string key) =>
        parent.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private static ProjectFileException Wrong(string path, YamlNode node, string reason) =>
        new($"{Path.GetFileName(path)}, line {node.Start.Line}: {reason}");
}
