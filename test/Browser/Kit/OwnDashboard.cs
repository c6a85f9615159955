using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>A dashboard of one's own, made and looked up without the page.</summary>
internal static class OwnDashboard
{
    /// <summary>A widget as the document has it.</summary>
    public static JsonObject Widget(string id, string type, (int X, int Y, int W, int H) place, JsonObject? options = null) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["x"] = place.X,
        ["y"] = place.Y,
        ["w"] = place.W,
        ["h"] = place.H,
        ["options"] = options ?? [],
    };

    /// <summary>Stores a new one of the person who is signed in, and answers with its id.</summary>
    public static async Task<string> MakeAsync(Visitor owner, string title, params JsonObject[] widgets)
    {
        var answer = await SendAsync(owner, "POST", "/api/dashboards", new JsonObject { ["title"] = title, ["widgets"] = new JsonArray([.. widgets]) });
        return answer["id"]!.GetValue<string>();
    }

    /// <summary>The newest version.</summary>
    public static Task<JsonNode> ReadAsync(Visitor person, string id) => SendAsync(person, "GET", $"/api/dashboards/{id}", null);

    /// <summary>Stores a change of the newest version, as somebody else would with a page of their own.</summary>
    public static async Task ChangeAsync(Visitor person, string id, Action<JsonNode> change)
    {
        var dashboard = await ReadAsync(person, id);
        change(dashboard);
        await SendAsync(person, "PUT", $"/api/dashboards/{id}", dashboard, $"\"{dashboard["version"]}\"");
    }

    private static async Task<JsonNode> SendAsync(Visitor person, string method, string path, JsonNode? body, string? ifMatch = null)
    {
        var headers = new Dictionary<string, string> { ["Origin"] = new Uri(person.Page.Url).GetLeftPart(UriPartial.Authority), ["Content-Type"] = "application/json" };
        if (ifMatch is not null)
        {
            headers["If-Match"] = ifMatch;
        }

        var answer = await person.Context.APIRequest.FetchAsync(path, new APIRequestContextOptions { Method = method, Headers = headers, DataString = body?.ToJsonString() });
        var text = await answer.TextAsync();
        answer.Ok.ShouldBeTrue($"{method} {path} answered {answer.Status}: {text}");
        return JsonNode.Parse(text)!;
    }
}
