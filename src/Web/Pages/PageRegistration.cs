using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Web.Pages;

/// <summary>Serves the page that Vite built into wwwroot.</summary>
internal static class PageRegistration
{
    private const string Assets = "/assets";
    private const string ForAYear = "public, max-age=31536000, immutable";
    private const string Never = "no-store";

    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<SecurityHeaders>()
        .AddSingleton<PrecompressedFiles>()
        .AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365))
        .Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);

    /// <summary>Headers for everything, and the static files, which need no sign-in.</summary>
    public static void UsePages(this WebApplication application)
    {
        application.UseMiddleware<SecurityHeaders>();
        application.UseHsts();
        application.UseMiddleware<PrecompressedFiles>();
        application.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = PrecompressedFiles.ContentTypes,
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments(Assets) ? ForAYear : "no-cache";
                PrecompressedFiles.Describe(file.Context);
            },
        });

        // Routing comes after the static files: they must not ask for a sign-in.
        application.UseRouting();
    }

    public static void MapPages(this WebApplication application)
    {
        MapPage(application, "/", "index.html").RequireAuthorization();
        MapPage(application, "/login", "login.html").AllowAnonymous();
        MapPage(application, "/setup", "setup.html").AllowAnonymous();
    }

    private static RouteHandlerBuilder MapPage(WebApplication application, string path, string file) =>
        application.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context, IWebHostEnvironment environment) =>
        {
            context.Response.Headers[HeaderNames.CacheControl] = Never;
            return environment.WebRootFileProvider.GetFileInfo(file) is { Exists: true, PhysicalPath: { } physical }
                ? Results.File(physical, "text/html; charset=utf-8")
                : Results.Problem($"The page has not been built: '{file}' is missing from wwwroot. Build src/Web with Node at hand.", statusCode: StatusCodes.Status500InternalServerError);
        }).ExcludeFromDescription();
}
