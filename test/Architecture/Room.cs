using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FlextMonitor.Architecture.Tests;

/// <summary>One project as it was compiled: what of others it really uses, whatever its project file allows.</summary>
internal sealed class Room : IDisposable
{
    private const string Product = "FlextMonitor.";

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    private Room(string name)
    {
        _file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{Product}{name}.dll")));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>Names of all referenced assemblies.</summary>
    public IReadOnlyList<string> Assemblies =>
        [.. _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name))];

    /// <summary>Names of the referenced rooms, such as <c>Hub</c>.</summary>
    public IReadOnlyList<string> Rooms =>
        [.. Assemblies.Where(name => name.StartsWith(Product, StringComparison.Ordinal)).Select(name => name[Product.Length..])];

    /// <summary>Namespaces of the types it uses from elsewhere, each once.</summary>
    public IReadOnlyList<string> UsedNamespaces =>
        [.. _metadata.TypeReferences.Select(handle => _metadata.GetString(_metadata.GetTypeReference(handle).Namespace)).Distinct()];

    /// <summary>Reads the one of that name, such as <c>Hub</c>, from beside the tests.</summary>
    public static Room Read(string name) => new(name);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
