using System.IO.Compression;
using System.Xml.Linq;

namespace FlextMonitor.Client.Tests;

/// <summary>A NuGet package that was made.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _files;
    private readonly XElement _metadata;

    public Package(string path)
    {
        Size = new FileInfo(path).Length;
        _files = ZipFile.OpenRead(path);
        using var nuspec = _files.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        _metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    /// <summary>In bytes.</summary>
    public long Size { get; }

    /// <summary>The paths of its files.</summary>
    public IReadOnlyList<string> Files => [.. _files.Entries.Select(entry => entry.FullName)];

    /// <summary>The ids of the packages that it needs.</summary>
    public IReadOnlyList<string> Dependencies => [.. _metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(dependency => dependency.Attribute("id")!.Value)];

    /// <summary>A field of its description; empty without it.</summary>
    public string this[string field] => _metadata.Elements().FirstOrDefault(element => element.Name.LocalName == field)?.Value ?? "";

    public void Dispose() => _files.Dispose();
}
