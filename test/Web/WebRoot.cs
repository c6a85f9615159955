using System.IO.Compression;
using System.Text;

namespace FlextMonitor.Web.Tests;

/// <summary>Stands in for what the page's build leaves: the same names, other content.</summary>
internal static class WebRoot
{
    /// <summary>Where the host writes the state into the application's document.</summary>
    public const string StatePlace = "<script type=\"application/json\" id=\"state\"></script>";

    /// <summary>The script of a page alone, <c>/things/:source/:id</c>.</summary>
    public const string ScriptOfThings = "assets/things-1a2b.js";

    public const string Script = "console.log('the page')";

    private const string Pages = $$"""
        [{"path":"/","scripts":[]},{"path":"/connections","scripts":[]},{"path":"/at/depth","scripts":[]},{"path":"/things/:source/:id","scripts":["{{ScriptOfThings}}"]}]
        """;

    /// <summary>Makes one below a folder.</summary>
    /// <returns>Its path.</returns>
    public static string Create(string folder)
    {
        var root = Path.Combine(folder, "wwwroot");
        var assets = Directory.CreateDirectory(Path.Combine(root, "assets")).FullName;
        foreach (var page in new[] { "index", "login", "setup", "link", "display" })
        {
            File.WriteAllText(Path.Combine(root, $"{page}.html"), $"<!doctype html><head><title>{page}</title></head>{(page == "index" ? StatePlace : "")}");
        }

        File.WriteAllText(Path.Combine(root, "pages.json"), Pages);
        File.WriteAllText(Path.Combine(root, "icon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        File.WriteAllText(Path.Combine(assets, "plain-1a2b.css"), "body{}");
        File.WriteAllText(Path.Combine(assets, "app-1a2b.js"), Script);
        Write(new BrotliStream(File.Create(Path.Combine(assets, "app-1a2b.js.br")), CompressionLevel.Fastest));
        Write(new GZipStream(File.Create(Path.Combine(assets, "app-1a2b.js.gz")), CompressionLevel.Fastest));
        File.WriteAllText(Path.Combine(assets, "brotli-1a2b.js"), Script);
        Write(new BrotliStream(File.Create(Path.Combine(assets, "brotli-1a2b.js.br")), CompressionLevel.Fastest));
        return root;
    }

    private static void Write(Stream compressed)
    {
        using var content = compressed;
        content.Write(Encoding.UTF8.GetBytes(Script));
    }
}
