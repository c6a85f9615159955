using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Hosting.Settings;

/// <summary>The known settings as a tree: which keys and subsections each section may have.</summary>
internal sealed class KnownSections
{
    /// <summary>The path of the root.</summary>
    public const string Root = "";

    private readonly Dictionary<string, List<string>> _children = new(StringComparer.OrdinalIgnoreCase) { [Root] = [] };
    private readonly HashSet<string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _valueLists = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);

    public KnownSections(IEnumerable<KnownSetting> settings)
    {
        foreach (var setting in settings)
        {
            // The reader of a list checks its entries.
            var isList = setting.Shape is SettingShape.ListEntry;
            Add(isList ? setting.Section : setting.Path);
            if (isList)
            {
                _lists.Add(setting.Section);
            }
            else if (setting.Shape is SettingShape.Value)
            {
                _values.Add(setting.Path);
            }
            else if (setting.Shape is SettingShape.ValueList)
            {
                _valueLists.Add(setting.Path);
            }
        }

        _children[Root].Sort(StringComparer.Ordinal);
    }

    /// <summary>The paths of all sections, the root among them.</summary>
    public IEnumerable<string> Paths => _children.Keys;

    /// <summary>The paths of the keys that hold one value.</summary>
    public IEnumerable<string> Values => _values.Where(path => !_children.ContainsKey(path));

    /// <summary>The paths of the lists whose entries hold one value each.</summary>
    public IEnumerable<string> ValueLists => _valueLists;

    /// <summary>The paths of the lists whose entries are sections.</summary>
    public IEnumerable<string> Lists => _lists;

    /// <summary>The names of the sections directly below the root.</summary>
    public IEnumerable<string> TopSections => Children(Root).Where(key => _children.ContainsKey(key) || _lists.Contains(key));

    /// <summary>
    /// What may stand directly in a section: those of the root by name, the others in the order of registration. Empty for a section that is not known.
    /// </summary>
    public IReadOnlyList<string> Children(string section) => _children.GetValueOrDefault(section) ?? [];

    private void Add(string path)
    {
        var parent = Root;
        foreach (var segment in path.Split(ConfigurationPath.KeyDelimiter))
        {
            if (!_children.TryGetValue(parent, out var siblings))
            {
                _children[parent] = siblings = [];
            }

            if (!siblings.Contains(segment, StringComparer.OrdinalIgnoreCase))
            {
                siblings.Add(segment);
            }

            parent = parent.Length == 0 ? segment : ConfigurationPath.Combine(parent, segment);
        }
    }
}
