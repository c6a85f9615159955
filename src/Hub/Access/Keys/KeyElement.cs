using System.Xml.Linq;

namespace FlextMonitor.Hub.Access.Keys;

/// <summary>What the elements of a repository of keys are.</summary>
internal static class KeyElement
{
    private const string Revocation = "revocation";

    /// <summary>Whether a name, as the framework gives it, is that of a revocation.</summary>
    public static bool IsRevocation(string name) => name.StartsWith(Revocation, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an element holds a key, or revokes some.</summary>
    public static bool IsUsable(XElement element) => element.Name.LocalName is "key" or Revocation;

    /// <summary>Whether it holds a key that is not encrypted.</summary>
    public static bool IsPlain(XElement element) => element.Descendants("masterKey").Any();
}
