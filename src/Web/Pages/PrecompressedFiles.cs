using System.Net.Mime;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Web.Pages;

/// <summary>Serves the compressed file that the build put beside an asset, if the client accepts it: over plain HTTP browsers accept gzip but not Brotli.</summary>
internal sealed class PrecompressedFiles(IWebHostEnvironment environment) : IMiddleware
{
    private static readonly object Served = new();

    /// <summary>The smallest files first.</summary>
    private static readonly Compression[] Compressions = [new("br", ".br"), new("gzip", ".gz")];

    /// <summary>Content types by file name. The compressed files need one too: files of an unknown type are not served.</summary>
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

    /// <summary>Sets the encoding and the original type of a compressed file. For <see cref="StaticFileOptions.OnPrepareResponse"/>.</summary>
    public static void Describe(HttpContext context)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (context.Items[Served] is CompressedFile file && ContentTypes.TryGetContentType(file.Original, out var type))
        {
            context.Response.Headers.ContentEncoding = file.Compression.Encoding;
            context.Response.ContentType = type;
        }
    }

    /// <summary>Whether a client accepts an encoding, by its HTTP name.</summary>
    public static bool Takes(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is null or > 0);

    private static FileExtensionContentTypeProvider CreateContentTypes()
    {
        var types = new FileExtensionContentTypeProvider();
        foreach (var compression in Compressions)
        {
            types.Mappings[compression.Extension] = MediaTypeNames.Application.Octet;
        }

        return types;
    }

    private bool IsThere(string path) => environment.WebRootFileProvider.GetFileInfo(path).Exists;

    /// <summary>An encoding by its HTTP name, and the extension that the build adds to a file name for it.</summary>
    private sealed record Compression(string Encoding, string Extension);

    /// <summary>A compressed file that is served instead of the original at its path.</summary>
    private sealed record CompressedFile(string Original, Compression Compression);
}
