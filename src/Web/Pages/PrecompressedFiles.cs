using System.Net.Mime;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Web.Pages;

/// <summary>Serves an asset as a compressed file that the build put beside it, to who takes that: over plain HTTP browsers offer no Brotli, but gzip.</summary>
internal sealed class PrecompressedFiles(IWebHostEnvironment environment) : IMiddleware
{
    private static readonly object Served = new();

    /// <summary>The smallest files first.</summary>
    private static readonly Compression[] Compressions = [new("br", ".br"), new("gzip", ".gz")];

    /// <summary>Types of files by their names; without one for the compressed files these would not be served at all.</summary>
    public static IContentTypeProvider ContentTypes { get; } = CreateContentTypes();

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/assets")
            && path.Value is { } value
            && !Compressions.Any(compression => value.EndsWith(compression.Extension, StringComparison.Ordinal))
            && Compressions.FirstOrDefault(compression => Takes(context.Request, compression.Encoding) && IsThere(value + compression.Extension)) is { } taken)
        {
            context.Items[Served] = new CompressedFile(value, taken);
            context.Request.Path = value + taken.Extension;
        }

        return next(context);
    }

    /// <summary>Says what the file is that is served under another name. For <see cref="StaticFileOptions.OnPrepareResponse"/>.</summary>
    public static void Describe(HttpContext context)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (context.Items[Served] is CompressedFile file && ContentTypes.TryGetContentType(file.Original, out var type))
        {
            context.Response.Headers.ContentEncoding = file.Compression.Encoding;
            context.Response.ContentType = type;
        }
    }

    private static FileExtensionContentTypeProvider CreateContentTypes()
    {
        var types = new FileExtensionContentTypeProvider();
        foreach (var compression in Compressions)
        {
            types.Mappings[compression.Extension] = MediaTypeNames.Application.Octet;
        }

        return types;
    }

    private static bool Takes(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is null or > 0);

    private bool IsThere(string path) => environment.WebRootFileProvider.GetFileInfo(path).Exists;

    /// <summary>A way to compress, as HTTP names it, and what the build adds to the name of a file for it.</summary>
    private sealed record Compression(string Encoding, string Extension);

    /// <summary>A file that is served in place of another, whose path it is asked for by.</summary>
    private sealed record CompressedFile(string Original, Compression Compression);
}
