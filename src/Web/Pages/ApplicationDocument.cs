using System.IO.Compression;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Web.Pages;

/// <summary>
/// The application's document with the state in it, compressed if the browser accepts that; the document alone if the state would make it too large. It holds no secret
/// beside what daemons say, so that its length tells nothing to somebody who can make a daemon say something.
/// </summary>
/// <param name="html">The document alone.</param>
/// <param name="withState">The document with the state.</param>
internal sealed class ApplicationDocument(string html, string withState) : IResult
{
    /// <summary>The most bytes that are sent with the state.</summary>
    private const int MostBytes = 64 * 1024;

    private const string Gzip = "gzip";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = PageFiles.Html;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var isCompressed = PrecompressedFiles.Takes(httpContext.Request, Gzip);
        var body = isCompressed ? Compress(withState) : Encoding.UTF8.GetBytes(withState);
        if (body.Length > MostBytes)
        {
            isCompressed = false;
            body = Encoding.UTF8.GetBytes(html);
        }

        if (isCompressed)
        {
            response.Headers.ContentEncoding = Gzip;
        }

        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    private static byte[] Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
