using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>
/// Makes a tree of what a file says, whose aliases (<c>*name</c>) make it a graph: those that hold themselves or multiply without bounds are refused, and sections that are
/// merged (<c>&lt;&lt;: *name</c>) get the keys that they do not have themselves.
/// </summary>
internal sealed class YamlAliases
{
    /// <summary>The most nodes of a file, each counted as often as an alias repeats it.</summary>
    public const int MostNodes = 200_000;

    private const string Merge = "<<";

    private readonly HashSet<YamlNode> _path = new(ReferenceEqualityComparer.Instance);
    private int _nodes;

    private YamlAliases()
    {
    }

    /// <summary>The same node with its merges done.</summary>
    /// <exception cref="SemanticErrorException">It is not finite, or too large.</exception>
    public static YamlMappingNode Resolve(YamlMappingNode root)
    {
        new YamlAliases().Visit(root);
        return root;
    }

    private void Visit(YamlNode node)
    {
        if (++_nodes > MostNodes)
        {
            throw new SemanticErrorException(node.Start, node.End, $"with its aliases the file has more than {MostNodes} values");
        }

        if (node is YamlScalarNode)
        {
            return;
        }

        if (_path.Count > ShallowParser.Deepest || !_path.Add(node))
        {
            throw new SemanticErrorException(node.Start, node.End, "an alias here stands for a section that holds the alias itself, or is nested too deeply");
        }

        foreach (var child in ChildrenOf(node))
        {
            Visit(child);
        }

        if (node is YamlMappingNode section)
        {
            MergeInto(section);
        }

        _path.Remove(node);
    }

    private static IEnumerable<YamlNode> ChildrenOf(YamlNode node) => node switch
    {
        YamlMappingNode section => section.Children.SelectMany(pair => new[] { pair.Key, pair.Value }),
        YamlSequenceNode list => list.Children,
        _ => [],
    };

    // The merged sections have been visited, so that their own merges are done. Of several, the first wins.
    private static void MergeInto(YamlMappingNode section)
    {
        var key = new YamlScalarNode(Merge);
        if (!section.Children.TryGetValue(key, out var merged))
        {
            return;
        }

        section.Children.Remove(key);
        foreach (var (name, value) in (merged is YamlSequenceNode list ? list.Children : [merged]).OfType<YamlMappingNode>().SelectMany(source => source.Children))
        {
            if (!section.Children.ContainsKey(name))
            {
                section.Children.Add(name, value);
            }
        }
    }
}
