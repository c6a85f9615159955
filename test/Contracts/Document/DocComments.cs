using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FlextMonitor.Contracts.Tests.Document;

/// <summary>The doc comments of the contracts as Markdown, with the names that are used on the wire.</summary>
internal static partial class DocComments
{
    private static readonly Assembly Contracts = typeof(SourceMessage).Assembly;

    private static readonly Dictionary<string, XElement> ById = XDocument.Load(Path.ChangeExtension(Contracts.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The summary of a type, and its remarks.</summary>
    public static string Of(Type type) => Text(ById[$"T:{type.FullName}"]);

    /// <summary>The summary of a property or of a constant.</summary>
    public static string Of(MemberInfo member) => Text(ById[$"{(member is FieldInfo ? 'F' : 'P')}:{member.DeclaringType!.FullName}.{member.Name}"]);

    private static string Text(XElement member) => member.Element("inheritdoc") is { } inherited
        ? Text(ById[inherited.Attribute("cref")!.Value])
        : Blanks().Replace(string.Join(' ', member.Elements().Where(part => part.Name.LocalName is "summary" or "remarks").Select(Markdown)), " ").Trim();

    private static string Markdown(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "see" } see => $"`{NameOf(see.Attribute("cref")!.Value)}`",
                XText plain => plain.Value,
                _ => throw new InvalidOperationException($"A doc comment holds {node}, which has no form in Markdown here."),
            });
        }

        return text.ToString();
    }

    // Fields have other names on the wire than in C#; types and client methods have the same.
    private static string NameOf(string id)
    {
        var name = id[(id.LastIndexOf('.') + 1)..];
        return id.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
