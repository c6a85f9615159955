using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Pages;

/// <summary>
/// Writes into the application's document what it would otherwise wait for: the time here, who is signed in, and the messages that the hub would send them first.
/// </summary>
internal sealed class DocumentState(IFirstMessages messages, IOptions<JsonOptions> json, TimeProvider time)
{
    /// <summary>The most bytes of messages, before compression. With more, the page waits for its connection.</summary>
    private const int MostBytes = 512 * 1024;

    /// <summary>Where the build leaves room for it.</summary>
    private const string Empty = "id=\"state\"></script>";

    /// <summary>A document with the state in it; <c>null</c> if there is nothing that the caller may see yet.</summary>
    public async Task<string?> WriteIntoAsync(string html, HttpContext context)
    {
        if (await Rights.BindAsync(context) is not { } rights || messages.Find(rights, MostBytes) is not { } first)
        {
            return null;
        }

        var account = JsonSerializer.Serialize(await context.DescribeCallerAsync(rights), json.Value.SerializerOptions);
        var at = JsonSerializer.Serialize(time.GetUtcNow(), json.Value.SerializerOptions);
        return html.Replace(Empty, $"id=\"state\">{AsScriptData($$"""{"at":{{at}},"account":{{account}},"messages":[{{Encoding.UTF8.GetString(first.Span)}}]}""")}</script>", StringComparison.Ordinal);
    }

    /// <summary>
    /// JSON that does not end the element it is in, nor begins a comment there. Such characters stand in texts only, where an escape means the same.
    /// </summary>
    private static string AsScriptData(string json) => json
        .Replace("<", "\\u003c", StringComparison.Ordinal)
        .Replace("\u2028", "\\u2028", StringComparison.Ordinal)
        .Replace("\u2029", "\\u2029", StringComparison.Ordinal);
}
