using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>Reads a YAML file as a tree of nodes. What does not have the expected shape is refused with its line.</summary>
internal sealed class YamlFile
{
    private readonly string _name;

    private YamlFile(string name, YamlMappingNode root)
    {
        _name = name;
        Root = root;
    }

    /// <summary>The file's top level.</summary>
    public YamlMappingNode Root { get; }

    /// <param name="folder">The project's folder; messages name the file from there.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ProjectFileException">The file cannot be read, is not YAML, or holds no settings.</exception>
    public static YamlFile Read(string folder, string path)
    {
        var name = Path.GetRelativePath(folder, path);
        try
        {
            using var text = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            var stream = new YamlStream();
            stream.Load(new ShallowParser(new Parser(text)));
            return stream.Documents switch
            {
                [] => throw new ProjectFileException($"{name} is empty"),
                [{ RootNode: YamlMappingNode root }, ..] => new YamlFile(name, YamlAliases.Resolve(root)),
                var documents => throw Wrong(name, documents[0].RootNode, "the file holds no settings"),
            };
        }
        catch (YamlException wrong)
        {
            throw new ProjectFileException($"{name}, line {wrong.Start.Line}: {wrong.Message.TrimEnd('.')}", wrong);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProjectFileException($"{name} cannot be read: {failure.Message.TrimEnd('.')}", failure);
        }
    }

    /// <summary>A text; <c>null</c> if the key is missing or null.</summary>
    public string? Text(YamlMappingNode parent, string key) => Child(parent, key) switch
    {
        null => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => null,
        YamlScalarNode scalar => scalar.Value,
        var other => throw Wrong(_name, other, $"'{key}' must be a text"),
    };

    /// <summary>A required text.</summary>
    public string Required(YamlMappingNode parent, string key) =>
        Text(parent, key) is { Length: > 0 } text ? text : throw Wrong(_name, parent, $"'{key}' is missing");

    /// <summary>The entries of a list, each with settings; empty if the key is missing.</summary>
    public IEnumerable<YamlMappingNode> Entries(YamlMappingNode parent, string key) => Child(parent, key) switch
    {
        null or YamlScalarNode { Value: "" or "~" or "null" } => [],
        YamlSequenceNode list => list.Select(entry => entry as YamlMappingNode ?? throw Wrong(_name, entry, $"an entry of '{key}' must have a name")),
        var other => throw Wrong(_name, other, $"'{key}' must be a list"),
    };

    /// <summary>The texts of a list, and of the lists in it; a single text stands for a list of one.</summary>
    public IEnumerable<string> Texts(YamlMappingNode parent, string key) => Child(parent, key) is { } node ? Texts(node, key) : [];

    /// <summary>A section; <c>null</c> if the key is missing.</summary>
    public YamlMappingNode? Section(YamlMappingNode parent, string key) => Child(parent, key) switch
    {
        null or YamlScalarNode { Value: "" or "~" or "null" } => null,
        YamlMappingNode section => section,
        var other => throw Wrong(_name, other, $"'{key}' must be a section"),
    };

    /// <summary>All texts below a section with the path of their keys, as <c>auth.pin_code</c>; those of a list have the path of the list.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Scalars(YamlMappingNode section) => Scalars("", section);

    private static IEnumerable<KeyValuePair<string, string>> Scalars(string path, YamlNode node) => node switch
    {
        YamlScalarNode { Value: { } text } => [KeyValuePair.Create(path, text)],
        YamlMappingNode section => section.Children
            .Where(child => child.Key is YamlScalarNode)
            .SelectMany(child => Scalars(path.Length == 0 ? $"{child.Key}" : $"{path}.{child.Key}", child.Value)),
        YamlSequenceNode list => list.SelectMany(entry => Scalars(path, entry)),
        _ => [],
    };

    private IEnumerable<string> Texts(YamlNode node, string key) => node switch
    {
        YamlScalarNode scalar => scalar.Value is { Length: > 0 } text ? [text] : [],
        YamlSequenceNode list => list.SelectMany(entry => Texts(entry, key)),
        _ => throw Wrong(_name, node, $"'{key}' must be a list of texts"),
    };

    private static YamlNode? Child(YamlMappingNode parent, string key) =>
        parent.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private static ProjectFileException Wrong(string name, YamlNode node, string reason) =>
        new($"{name}, line {node.Start.Line}: {reason}");
}
