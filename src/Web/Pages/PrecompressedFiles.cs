using System.Net.Mime;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Web.Pages;

/// <summary>Serves an asset as the Brotli file that the build put beside it, to who takes that.</summary>
internal sealed class PrecompressedFiles(IWebHostEnvironment environment) : IMiddleware
{
    private const string Extension = ".br";
    private static readonly object Original = new();

    /// <summary>Types of files by their names; without one for the compressed files these would not be served at all.</summary>
    public static IContentTypeProvider ContentTypes { get; } = new FileExtensionContentTypeProvider { Mappings = { [Extension] = MediaTypeNames.Application.Octet } };

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/assets")
            && path.Value is { } value
            && !value.EndsWith(Extension, StringComparison.Ordinal)
            && Takes(context.Request, "br")
            && environment.WebRootFileProvider.GetFileInfo(value + Extension).Exists)
        {
            context.Items[Original] = value;
            context.Request.Path = value + Extension;
        }

        return next(context);
    }

    /// <summary>Says what the file is that is served under another name. For <see cref="StaticFileOptions.OnPrepareResponse"/>.</summary>
    public static void Describe(HttpContext context)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (context.Items[Original] is string original && ContentTypes.TryGetContentType(original, out var type))
        {
            context.Response.Headers.ContentEncoding = "br";
            context.Response.ContentType = type;
        }
    }

    private static bool Takes(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is null or > 0);
}
