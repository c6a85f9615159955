using System.Text.Json.Nodes;

namespace FlextMonitor.Web.Tests;

/// <summary>Reads answers.</summary>
internal static class Answers
{
    /// <summary>The body as JSON.</summary>
    public static async Task<JsonNode> ReadAsync(this HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldNotBeEmpty($"{(int)answer.StatusCode} without a body");
        return JsonNode.Parse(body)!;
    }

    /// <summary>The cookie of the session that an answer sets, with its attributes.</summary>
    public static string SessionCookie(this HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").First();

    /// <summary>The value of a header of the answer or its content; null where it has none.</summary>
    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}
