using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FlextMonitor.Contracts;

namespace FlextMonitor.Testing.Web;

/// <summary>Service tokens of an <see cref="InProcessMonitor"/>, made as its administrator makes them.</summary>
public static class MonitorTokens
{
    /// <summary>Makes a token for all daemons.</summary>
    /// <returns>Its id and the token.</returns>
    public static async Task<(string Id, string Token)> CreateTokenAsync(this InProcessMonitor monitor, string role = "viewer", DateTimeOffset? expiresAt = null)
    {
        using var admin = await SignInAsync(monitor);
        var request = new { name = "worker", grants = new[] { new { role, sources = Array.Empty<string>() } }, expiresAt };
        using var answer = await admin.PostAsJsonAsync(Routes.Tokens, request).DefaultTimeout();
        answer.EnsureSuccessStatusCode();
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (made.GetProperty("id").GetString()!, made.GetProperty("token").GetString()!);
    }

    /// <summary>Revokes one by its id.</summary>
    public static async Task RevokeTokenAsync(this InProcessMonitor monitor, string id)
    {
        using var admin = await SignInAsync(monitor);
        using var answer = await admin.DeleteAsync($"{Routes.Tokens}/{id}").DefaultTimeout();
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<HttpClient> SignInAsync(InProcessMonitor monitor)
    {
        var http = new HttpClient { BaseAddress = new Uri(monitor.Address) };
        using var answer = await http.PostAsJsonAsync(Routes.Login, new { email = InProcessMonitor.Email, password = InProcessMonitor.Password }).DefaultTimeout();
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
