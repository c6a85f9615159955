using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Dashboards;

/// <summary>Calls <c>/api/dashboards</c> as somebody.</summary>
internal sealed class DashboardCaller(HttpClient client) : IDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public HttpClient Client => client;

    public static string PathOf(string id) => $"{Routes.Dashboards}/{id}";

    public Task<HttpResponseMessage> PostAsync(string path, string? body = null, string? seen = null) => SendAsync(HttpMethod.Post, path, body, seen);

    /// <summary>Makes one, which must succeed.</summary>
    public async Task<string> MakeAsync(string document)
    {
        using var made = await PostAsync(Routes.Dashboards, document);
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync(Cancelled));
        return (string)(await made.ReadAsync())["id"]!;
    }

    public Task<HttpResponseMessage> GetAsync(string id) => client.GetAsync(PathOf(id), Cancelled);

    public async Task<JsonNode> ReadAsync(string path)
    {
        using var answer = await client.GetAsync(path, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await answer.ReadAsync();
    }

    public Task<HttpResponseMessage> PutAsync(string id, string? seen, string document) => SendAsync(HttpMethod.Put, PathOf(id), document, seen);

    public Task<HttpResponseMessage> DeleteAsync(string id, string? seen) => SendAsync(HttpMethod.Delete, PathOf(id), body: null, seen);

    /// <summary>The titles that it lists, in order.</summary>
    public async Task<IReadOnlyList<string>> TitlesAsync() => [.. (await ReadAsync(Routes.Dashboards))["dashboards"]!.AsArray().Select(dashboard => (string)dashboard!["title"]!)];

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, string? seen = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
        if (seen is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", seen);
        }

        return await client.SendAsync(request, Cancelled);
    }

    public void Dispose() => client.Dispose();
}
