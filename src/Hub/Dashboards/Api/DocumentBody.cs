using System.Text.Json.Nodes;
using FlextMonitor.Hub.Dashboards.Documents;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>The body of a request that hands in a document. Endpoints take it as a parameter.</summary>
/// <param name="json">UTF-8.</param>
internal sealed class DocumentBody(ReadOnlyMemory<byte> json)
{
    public static async ValueTask<DocumentBody?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body must be a dashboard as JSON, with Content-Type: application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return body.Length == 0
            ? throw new BadHttpRequestException("The request has no body. It must be a dashboard as JSON.")
            : new DocumentBody(body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    /// <summary>The document, or what is wrong with it.</summary>
    public (DashboardDocument? Document, DocumentErrors Errors) Read()
    {
        var errors = new DocumentErrors();
        return (DocumentReader.Read(json.Span, errors), errors);
    }
}

/// <summary>A dashboard as people hand it in, for the description of the API. What the server sets is ignored, fields that it does not know are kept.</summary>
/// <param name="Title">1 to 120 characters in one line.</param>
/// <param name="Visibility"><c>private</c>, shared to <c>read</c>, or shared to <c>edit</c>; private if it is missing.</param>
/// <param name="LeastRole">Whom it is shared with: this role and above; <c>viewer</c> if it is missing.</param>
/// <param name="Range"><c>{"last":"PT1H"}</c>, <c>{"from":…,"to":…}</c>, or null for the last hour.</param>
/// <param name="Widgets">At most 50; may be empty.</param>
internal sealed record DashboardBody(string Title, string? Visibility, string? LeastRole, JsonNode? Range, IReadOnlyList<WidgetBody>? Widgets);

/// <summary>A widget, for the description of the API.</summary>
/// <param name="Id">Unique in the dashboard: 1 to 40 of <c>a-z 0-9 -</c>.</param>
/// <param name="Type">1 to 40 of <c>a-z 0-9 -</c>. Those that the server does not know are kept.</param>
/// <param name="X">The first column, 0 to 11.</param>
/// <param name="Y">The first row, 0 to 999.</param>
/// <param name="W">Columns, 1 to 12; with <paramref name="X"/> at most 12.</param>
/// <param name="H">Rows, 1 to 40.</param>
/// <param name="Options">What the type has, as the published schema says.</param>
internal sealed record WidgetBody(string Id, string Type, int X, int Y, int W, int H, JsonNode? Options);

/// <summary>A dashboard, for the description of the API.</summary>
/// <param name="Id">Its id, a GUID.</param>
/// <param name="Owner">The owner's e-mail address; null if it belongs to the administrators.</param>
/// <param name="Version">From 1. The entity tag names it, too.</param>
/// <param name="Access">What the caller may do: <c>view</c>, <c>edit</c>, or <c>own</c>, which is also to share and delete it.</param>
/// <param name="Provisioned">Whether it comes from a file, and can only be viewed.</param>
/// <param name="Path">The path of the file that it comes from; missing without it.</param>
/// <param name="UpdatedAt">When the version was saved (UTC).</param>
/// <param name="UpdatedBy">Who saved it: an e-mail address.</param>
/// <param name="Title">See the request.</param>
/// <param name="Visibility">See the request.</param>
/// <param name="LeastRole">See the request.</param>
/// <param name="Range">See the request.</param>
/// <param name="Widgets">See the request.</param>
internal sealed record DashboardResponse(
    string Id, string? Owner, int Version, string Access, bool Provisioned, string? Path, DateTimeOffset UpdatedAt, string UpdatedBy, string Title, string Visibility, string LeastRole, JsonNode? Range, IReadOnlyList<WidgetBody> Widgets);
