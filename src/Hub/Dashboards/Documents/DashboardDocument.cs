using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>A dashboard as its author made it, with everything that this version does not know. What the server adds to an answer is not in it.</summary>
/// <param name="content">The document. It is not changed.</param>
internal sealed class DashboardDocument(JsonObject content)
{
    public const string Private = "private";
    public const string Read = "read";
    public const string Edit = "edit";

    /// <summary>What only the server sets. It is ignored on input.</summary>
    private static readonly string[] OfServer = ["id", "owner", "version", "access", "provisioned", "updatedAt", "updatedBy", "path"];

    public string Title => (string)content["title"]!;

    /// <summary><c>private</c>, <c>read</c> or <c>edit</c>.</summary>
    public string Visibility => (string)content["visibility"]!;

    /// <summary>The least role of those with whom it is shared.</summary>
    public string LeastRole => (string)content["leastRole"]!;

    public JsonNode? Range => content["range"];

    /// <summary>At most 50, each of which is valid.</summary>
    public JsonArray Widgets => content["widgets"]!.AsArray();

    /// <summary>Reads what this class has written.</summary>
    public static DashboardDocument Parse(string text) => new(DashboardJson.Read(text));

    /// <summary>The valid document of an author, without what the server sets and with what is meant where something is missing.</summary>
    public static DashboardDocument Of(JsonObject content)
    {
        foreach (var name in OfServer)
        {
            content.Remove(name);
        }

        content["visibility"] ??= Private;
        content["leastRole"] ??= Access.Roles.Viewer;
        content.TryAdd("range", null);
        content["widgets"] ??= new JsonArray();
        foreach (var widget in content["widgets"]!.AsArray())
        {
            widget!["options"] ??= new JsonObject();
        }

        return new DashboardDocument(content);
    }

    /// <summary>The same, shared otherwise.</summary>
    public DashboardDocument SharedAs(string visibility, string leastRole)
    {
        var copy = ToNode();
        (copy["visibility"], copy["leastRole"]) = (visibility, leastRole);
        return new DashboardDocument(copy);
    }

    /// <summary>A copy, which may be changed.</summary>
    public JsonObject ToNode() => content.DeepClone().AsObject();

    /// <summary>As it is stored.</summary>
    public override string ToString() => DashboardJson.Write(content);
}
