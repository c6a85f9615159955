using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>A page of another origin that runs the JavaScript which README shows, with the line that README says to replace replaced.</summary>
internal sealed class ForeignPage : IAsyncDisposable
{
    private const int LineToReplace = 3;

    /// <summary>Gives the browser's build of the package, which is a classic script, the name by which modules import it.</summary>
    private const string Module = "export const { HubConnectionBuilder } = window.signalR;";

    private readonly WebApplication _application;
    private string _script = "";

    private ForeignPage(WebApplication application) => _application = application;

    /// <summary>Its origin, such as <c>http://127.0.0.1:41234</c>.</summary>
    public string Origin => _application.Urls.Single();

    /// <summary>Starts the host of the page.</summary>
    public static async Task<ForeignPage> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var page = new ForeignPage(builder.Build());
        page._application.MapGet("/", () => Results.Content(page.Html(), "text/html"));
        page._application.MapGet("/signalr.mjs", () => Results.Text(Module, "text/javascript"));
        page._application.MapGet("/signalr.js", () => Results.File(
            Path.Combine(Repository.Web, "App", "node_modules", "@microsoft", "signalr", "dist", "browser", "signalr.js"), "text/javascript"));
        page._application.MapGet("/favicon.ico", () => Results.NoContent());
        await page._application.StartAsync();
        return page;
    }

    /// <summary>Sets the monitor and the account that the page uses.</summary>
    public void Watch(string url, string email, string password)
    {
        var lines = MarkdownDocument.Open("README.md").Code("js").Split('\n');
        lines[LineToReplace - 1] = $"const [url, email, password] = ['{url}', '{email}', '{password}'];";
        _script = string.Join('\n', lines);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private string Html() => $$$"""
        <!doctype html>
        <title>A page of another origin</title>
        <script src="/signalr.js"></script>
        <script type="importmap">{"imports":{"@microsoft/signalr":"/signalr.mjs"}}</script>
        <script type="module">{{{_script}}}</script>
        """;
}
