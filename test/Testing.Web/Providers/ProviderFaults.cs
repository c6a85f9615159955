using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Testing.Web.Providers;

/// <summary>Lets a provider answer otherwise than it should, by the path of its endpoint such as <c>/connect/token</c>, and notes what it was asked.</summary>
public sealed class ProviderFaults
{
    private readonly ConcurrentDictionary<string, (int Status, string Body)> _inPlace = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Action<JsonObject>> _changes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _asked = new();

    /// <summary>The paths of all requests, in their order.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Answers all requests to an endpoint, which does nothing then.</summary>
    public void AnswerInPlaceOf(string path, int status, string body = "{}") => _inPlace[path] = (status, body);

    /// <summary>Changes what an endpoint answers after it has done its work.</summary>
    public void Change(string path, Action<JsonObject> change) => _changes[path] = change;

    /// <summary>Lets all endpoints answer as they should.</summary>
    public void Clear()
    {
        _inPlace.Clear();
        _changes.Clear();
    }

    internal void Use(WebApplication application) => application.Use(async (http, next) =>
    {
        var path = http.Request.Path.Value ?? "";
        _asked.Enqueue(path);
        if (_inPlace.TryGetValue(path, out var answer))
        {
            http.Response.StatusCode = answer.Status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(answer.Body);
        }
        else if (_changes.TryGetValue(path, out var change))
        {
            await ChangeAsync(http, next, change);
        }
        else
        {
            await next(http);
        }
    });

    private static async Task ChangeAsync(HttpContext http, RequestDelegate next, Action<JsonObject> change)
    {
        var body = http.Response.Body;
        using var written = new MemoryStream();
        http.Response.Body = written;
        await next(http);
        http.Response.Body = body;
        var answer = JsonNode.Parse(written.ToArray())!.AsObject();
        change(answer);
        var changed = Encoding.UTF8.GetBytes(answer.ToJsonString());
        http.Response.ContentLength = changed.Length;
        await body.WriteAsync(changed);
    }
}
