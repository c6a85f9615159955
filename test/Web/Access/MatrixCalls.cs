using System.Net;
using System.Text;
using System.Text.Json;
using FlextMonitor.Hub.Access;
using static System.Net.HttpStatusCode;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>For each endpoint a request that its handler takes, and the answers to a caller who is let in.</summary>
internal static class MatrixCalls
{
    private const string NewPassword = "another horse battery";
    private static readonly object Nothing = new();
    private static readonly Grant[] Viewer = [new(Roles.Viewer, [])];
    private static readonly object Dashboard = new { title = "test" };
    private static readonly object Rule = new { name = "busy", kind = "threshold", severity = "warning", settings = new { figure = "cpuUsage", above = 90, forSeconds = 60 } };
    private static readonly object Silence = new { reason = "a release", to = "2100-01-01T00:00:00Z", match = new { sources = new[] { "default" } }, weekly = new[] { new { days = new[] { "sun" }, from = "01:00", to = "02:00" } }, zone = "UTC" };
    private static readonly JsonElement Credential = JsonSerializer.SerializeToElement(new { id = "AAAA" });

    /// <summary>The endpoints whose answer is neither 200 for GET and HEAD nor 204 for DELETE, or that take a body.</summary>
    private static readonly Dictionary<string, MatrixCall> Particular = new()
    {
        ["* /hubs/dashboard"] = new(SwitchingProtocols) { IsWebSocket = true },
        ["* /hubs/dashboard/negotiate"] = new(OK) { Method = HttpMethod.Post, Query = "?negotiateVersion=1" },
        ["POST /api/account/login"] = new(OK) { Body = new { email = MonitorHost.AdminEmail, password = "wrong horse battery" }, Statuses = [Unauthorized, TooManyRequests] },
        ["POST /api/account/refresh"] = new(Unauthorized) { Body = new { refreshToken = "nonsense" } },
        ["POST /api/account/logout"] = new(NoContent) { Body = Nothing, OfToken = BadRequest },
        ["POST /api/account/setup"] = new(Forbidden) { Body = new { secret = "none", email = "eve@example.com", password = NewPassword }, Statuses = [Forbidden, TooManyRequests] },
        ["POST /api/account/password"] = new(NoContent) { Body = new { currentPassword = MonitorHost.Password, newPassword = NewPassword }, OfToken = BadRequest },
        ["POST /api/account/reauthenticate"] = new(NoContent) { Body = new { password = NewPassword }, OfToken = BadRequest },
        ["GET /api/account/two-factor"] = new(OK) { OfToken = BadRequest },
        ["DELETE /api/account/two-factor"] = new(NoContent) { OfToken = BadRequest },
        ["POST /api/account/two-factor/begin"] = new(OK) { Body = Nothing, OfToken = BadRequest },
        ["POST /api/account/two-factor/confirm"] = new(BadRequest) { Body = new { code = "000000" }, Statuses = [BadRequest, TooManyRequests], OfToken = BadRequest },
        ["POST /api/account/two-factor/recovery-codes"] = new(Conflict) { Body = Nothing, OfToken = BadRequest },
        ["GET /api/account/passkeys"] = new(OK) { OfToken = BadRequest },
        ["POST /api/account/passkeys/begin"] = new(Conflict) { Body = Nothing, OfToken = BadRequest },
        ["POST /api/account/passkeys"] = new(BadRequest) { Body = new { state = "none", name = "none", credential = Credential }, OfToken = BadRequest },
        ["DELETE /api/account/passkeys/{id}"] = new(NotFound) { OfToken = BadRequest },
        ["GET /api/account/push"] = new(OK) { OfToken = BadRequest },
        ["POST /api/account/push"] = new(BadRequest) { Body = new { endpoint = "none" }, OfToken = BadRequest },
        ["DELETE /api/account/push/{id}"] = new(NotFound) { OfToken = BadRequest },
        ["POST /api/account/login/passkey/begin"] = new(Conflict) { Body = Nothing },
        ["POST /api/account/login/passkey"] = new(Unauthorized) { Body = new { state = "none", credential = Credential }, Statuses = [Unauthorized, TooManyRequests] },
        ["GET /api/account/login/provider"] = new(NotFound),
        ["POST /api/account/login/display"] = new(Unauthorized) { Body = new { token = "none" }, Statuses = [Unauthorized, TooManyRequests] },
        ["POST /api/account/login/display/code"] = new(OK) { Body = Nothing, Statuses = [OK, TooManyRequests] },
        ["POST /api/account/login/display/code/redeem"] = new(Forbidden) { Body = new { secret = "none" } },
        ["POST /api/account/setup/invitation"] = new(Forbidden) { Body = new { secret = "none", password = NewPassword }, Statuses = [Forbidden, TooManyRequests] },
        ["POST /api/account/forgot/reset"] = new(Forbidden) { Body = new { secret = "none", password = NewPassword }, Statuses = [Forbidden, TooManyRequests] },
        ["POST /api/account/setup/invitation/check"] = new(Forbidden) { Body = new { secret = "none" }, Statuses = [Forbidden, TooManyRequests] },
        ["POST /api/account/forgot/reset/check"] = new(Forbidden) { Body = new { secret = "none" }, Statuses = [Forbidden, TooManyRequests] },
        ["GET /api/account/home-dashboard"] = new(OK) { OfToken = BadRequest },
        ["PUT /api/account/home-dashboard"] = new(OK) { Body = new { id = (string?)null }, OfToken = BadRequest },
        ["GET /api/account/views"] = new(OK) { OfToken = BadRequest },
        ["POST /api/account/views"] = new(OK) { Body = new { name = "{new}", address = "/?runs=failed" }, OfToken = BadRequest },
        ["PUT /api/account/views/{id}"] = new(NotFound) { Body = new { name = "none", address = "/" }, OfToken = BadRequest },
        ["DELETE /api/account/views/{id}"] = new(NotFound) { OfToken = BadRequest },
        ["POST /api/people"] = new(OK) { Body = new { email = "{new}@example.com", grants = Viewer } },
        ["GET /api/people/{id}"] = new(NotFound),
        ["PUT /api/people/{id}"] = new(NotFound) { Body = new { grants = Viewer } },
        ["DELETE /api/people/{id}"] = new(NotFound),
        ["POST /api/people/{id}/disable"] = new(NotFound) { Body = Nothing },
        ["POST /api/people/{id}/enable"] = new(NotFound) { Body = Nothing },
        ["POST /api/people/{id}/link"] = new(NotFound) { Body = Nothing },
        ["DELETE /api/people/{id}/two-factor"] = new(NotFound),
        ["DELETE /api/people/{id}/sessions"] = new(NotFound),
        ["DELETE /api/sessions/{id}"] = new(NotFound),
        ["POST /api/tokens"] = new(OK) { Body = new { name = "test", grants = Viewer } },
        ["POST /api/tokens/displays"] = new(OK) { Body = new { name = "test", sources = Array.Empty<string>() } },
        ["POST /api/tokens/displays/confirm"] = new(NotFound) { Body = new { code = "000000", name = "test", sources = Array.Empty<string>() } },
        ["DELETE /api/tokens/{id}"] = new(NotFound),
        ["GET /api/stats"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["HEAD /api/stats"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["GET /api/history"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["GET /api/runs"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["GET /api/runs/{source}/{id}/log"] = new(NotFound),
        ["GET /api/runs/{source}/{id}/log/search"] = new(NotFound),
        ["GET /api/runs/outcomes"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["GET /api/pipelines"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["GET /api/pipelines/{source}/{id}"] = new(NotFound),
        ["GET /api/problems"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["GET /api/problems/{id}"] = new(NotFound),
        ["GET /api/export/history.{extension}"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["GET /api/export/runs.{extension}"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["GET /api/export/reports/period.pdf"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["GET /api/export/problems/{id}.pdf"] = new(NotFound),
        ["GET /api/export/dashboards/{id}.pdf"] = new(NotFound),
        ["GET /api/export/problems.{extension}"] = new(OK) { Query = "?source=default", OfOtherDaemon = NotFound },
        ["POST /api/problems/{id}/acknowledge"] = new(NotFound) { Body = new { hours = 4 } },
        ["DELETE /api/problems/{id}/acknowledge"] = new(NotFound),
        ["POST /api/dashboards"] = new(Created) { Body = Dashboard, OfToken = Forbidden },
        ["POST /api/dashboards/import"] = new(Created) { Body = Dashboard, OfToken = Forbidden },
        ["GET /api/dashboards/{id}"] = new(NotFound),
        ["PUT /api/dashboards/{id}"] = new(NotFound) { Body = Dashboard },
        ["DELETE /api/dashboards/{id}"] = new(NotFound),
        ["GET /api/dashboards/{id}/file"] = new(NotFound),
        ["GET /api/dashboards/{id}/versions"] = new(NotFound),
        ["GET /api/dashboards/{id}/versions/{version}"] = new(NotFound),
        ["POST /api/dashboards/{id}/versions/{version}/restore"] = new(NotFound) { Body = Nothing },
        ["POST /api/dashboards/{id}/editing"] = new(NotFound) { Body = Nothing },
        ["POST /api/dashboards/{id}/take"] = new(NotFound) { Body = Nothing },
        ["DELETE /api/dashboards/{id}/editing"] = new(NotFound),
        ["GET /api/export/schedules"] = new(OK) { OfToken = BadRequest },
        ["GET /api/export/schedules/channels"] = new(OK) { OfToken = BadRequest },
        ["GET /api/export/schedules/{id}"] = new(NotFound) { OfToken = BadRequest },
        ["POST /api/export/schedules"] = new(BadRequest) { Body = new { name = "none" } },
        ["PUT /api/export/schedules/{id}"] = new(NotFound) { Body = new { name = "none" }, OfToken = BadRequest },
        ["POST /api/export/schedules/{id}/send"] = new(NotFound) { Body = Nothing, OfToken = BadRequest },
        ["DELETE /api/export/schedules/{id}"] = new(NotFound) { OfToken = BadRequest },
        ["GET /api/export/files/{id}"] = new(NotFound),
        ["GET /api/export/files/{id}.pdf"] = new(NotFound),
        ["POST /api/alerts/rules"] = new(OK) { Body = Rule },
        ["GET /api/alerts/rules/{id}"] = new(NotFound),
        ["PUT /api/alerts/rules/{id}"] = new(NotFound) { Body = Rule },
        ["DELETE /api/alerts/rules/{id}"] = new(NotFound),
        ["POST /api/alerts/rules/preview"] = new(OK) { Body = Rule },
        ["GET /api/alerts/explain"] = new(NotFound) { Query = "?rule=none&source=default" },
        ["POST /api/alerts/channels"] = new(BadRequest) { Body = new { name = "none", kind = "none" } },
        ["GET /api/alerts/channels/{id}"] = new(NotFound),
        ["PUT /api/alerts/channels/{id}"] = new(NotFound) { Body = new { name = "none", kind = "none" } },
        ["DELETE /api/alerts/channels/{id}"] = new(NotFound),
        ["POST /api/alerts/channels/{id}/test"] = new(NotFound) { Body = Nothing },
        ["GET /api/alerts/channels/{id}/deliveries"] = new(NotFound),
        ["POST /api/alerts/routes"] = new(BadRequest) { Body = new { name = "none", channels = new[] { "none" } } },
        ["GET /api/alerts/routes/{id}"] = new(NotFound),
        ["PUT /api/alerts/routes/{id}"] = new(NotFound) { Body = new { name = "none", channels = new[] { "none" } } },
        ["DELETE /api/alerts/routes/{id}"] = new(NotFound),
        ["POST /api/alerts/silences"] = new(OK) { Body = Silence, Statuses = [OK, Accepted], OfOtherDaemon = BadRequest },
        ["GET /api/alerts/silences/{id}"] = new(NotFound),
        ["PUT /api/alerts/silences/{id}"] = new(NotFound) { Body = Silence },
        ["DELETE /api/alerts/silences/{id}"] = new(NotFound),
    };

    /// <summary>The call of an endpoint, such as <c>GET /api/people/{id}</c>.</summary>
    public static MatrixCall Of(string endpoint) => Particular.TryGetValue(endpoint, out var particular) ? particular : endpoint.Split(' ')[0] switch
    {
        "DELETE" => new MatrixCall(NoContent),
        "POST" or "PUT" => throw new InvalidOperationException($"'{endpoint}' needs a body here that its handler takes; 'Nothing' if it takes none."),
        _ => new MatrixCall(OK),
    };

    /// <summary>The request to an endpoint. Addresses that it invites are new each time.</summary>
    public static HttpRequestMessage RequestTo(string endpoint, string name)
    {
        var (method, path) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
        var call = Of(endpoint);
        var request = new HttpRequestMessage(
            call.Method ?? (method == "*" ? HttpMethod.Get : new HttpMethod(method)),
            path.Replace("{source}", "default", StringComparison.Ordinal).Replace("{id}", "nobody", StringComparison.Ordinal).Replace("{version}", "1", StringComparison.Ordinal).Replace("{extension}", "csv", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal) + call.Query);
        if (call.Body is { } body && body != Nothing)
        {
            var text = JsonSerializer.Serialize(body).Replace("{new}", name.Replace(' ', '-'), StringComparison.Ordinal);
            request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        }

        if (call.IsWebSocket)
        {
            request.Headers.Connection.Add("Upgrade");
            request.Headers.Upgrade.ParseAdd("websocket");
            request.Headers.Add("Sec-WebSocket-Version", "13");
            request.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(Guid.NewGuid().ToByteArray()));
        }

        return request;
    }
}

/// <summary>A request to an endpoint and its answers.</summary>
/// <param name="Status">The answer to a caller who is let in.</param>
internal sealed record MatrixCall(HttpStatusCode Status)
{
    /// <summary>The answers to a caller who is let in, where there may be several.</summary>
    public IReadOnlyList<HttpStatusCode> Statuses { get; init; } = [Status];

    /// <summary>The answer to a service token, where it differs from that to a person.</summary>
    public HttpStatusCode? OfToken { get; init; }

    /// <summary>The answer to a caller who may not see the daemon that the request names.</summary>
    public HttpStatusCode? OfOtherDaemon { get; init; }

    public HttpMethod? Method { get; init; }

    public string Query { get; init; } = "";

    public object? Body { get; init; }

    public bool IsWebSocket { get; init; }
}
