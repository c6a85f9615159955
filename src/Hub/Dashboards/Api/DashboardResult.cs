using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Dashboards.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Writes JSON with the entity tag of the dashboard that it shows.</summary>
/// <param name="node">The body.</param>
/// <param name="tag">The tag, without quotes.</param>
/// <param name="status">The status code.</param>
/// <param name="isConditional">Whether a caller who has that version already is answered 304.</param>
internal sealed class DashboardResult(JsonNode node, string tag, int status = StatusCodes.Status200OK, bool isConditional = false) : IResult
{
    /// <summary>The address of something that was made; null without one.</summary>
    public string? Location { get; init; }

    /// <summary>The name under which a browser saves the body; null to show it.</summary>
    public string? FileName { get; init; }

    public static DashboardResult Of(SeenDashboard seen, int status = StatusCodes.Status200OK) => new(seen.ToNode(), seen.Tag, status);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);

        var response = httpContext.Response;
        response.Headers.ETag = $"\"{tag}\"";
        if (isConditional && VersionTags.Of(httpContext.Request.Headers.IfNoneMatch).Any(known => known == tag || known == VersionTags.Any))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (FileName is not null)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(FileName);
            response.Headers.ContentDisposition = disposition.ToString();
        }

        var body = Encoding.UTF8.GetBytes(FileName is null ? DashboardJson.Write(node) : $"{DashboardJson.WriteIndented(node)}\n");
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
