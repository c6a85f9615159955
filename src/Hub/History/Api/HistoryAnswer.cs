using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Writes the figures of one source as an object, of several as an array. What can change no more may be kept by the cache of whoever asked.</summary>
/// <param name="answers">One for each source.</param>
/// <param name="isClosed">Whether the range has ended and is stored.</param>
internal sealed class HistoryAnswer(IReadOnlyList<HistoryResponse> answers, bool isClosed) : IResult
{
    /// <summary>A day: a later release may add fields.</summary>
    private const string ForLong = "private, max-age=86400, immutable";
    private const int TagBytes = 16;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);

        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var body = answers.Count == 1 ? JsonSerializer.SerializeToUtf8Bytes(answers[0], json) : JsonSerializer.SerializeToUtf8Bytes(answers, json);
        if (isClosed && IsKnown(httpContext, body))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsKnown(HttpContext context, byte[] body)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, TagBytes))}\"");
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = ForLong;
        context.Response.Headers.Vary = $"{HeaderNames.Cookie}, {HeaderNames.Authorization}";
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
    }
}
