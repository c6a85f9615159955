using FlextMonitor.Hosting.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Pages;

/// <summary>Serves the application and the documents of sign-in, set-up, one-time links and wall screens that Vite built into wwwroot.</summary>
internal static class PageRegistration
{
    private const string Assets = "/assets";
    private const string ForAYear = "public, max-age=31536000, immutable";

    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<SecurityHeaders>()
        .AddSingleton<PrecompressedFiles>()
        .AddSingleton<PageFiles>()
        .AddSingleton<DocumentState>()
        .AddSingleton<PageList>()
        .AddSingleton<PageNavigation>()
        .AddSingleton<IValidateOptions<PageOptions>, PageOptions.Validation>()
        .AddSettings<PageOptions>(PageOptions.Section)
        .Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);

    /// <summary>Sets the headers on every answer by which browsers restrict pages, and keep to HTTPS.</summary>
    public static void UseSecurityHeaders(this WebApplication application) => application.UseSingleton<SecurityHeaders>();

    /// <summary>Serves the static files, which need no sign-in.</summary>
    /// <exception cref="InvalidDataException">The build's list of pages cannot be read.</exception>
    public static void UsePages(this WebApplication application)
    {
        var isServedElsewhere = application.Services.GetRequiredService<IOptions<PageOptions>>().Value.AssetsOrigin is not null;
        application.Services.GetRequiredService<PageList>().Load();
        application.UseSingleton<PrecompressedFiles>();
        var files = new StaticFileOptions
        {
            ContentTypeProvider = PrecompressedFiles.ContentTypes,
            OnPrepareResponse = file => Describe(file.Context, isServedElsewhere),
        };

        // Endpoints serve the documents: they decide who gets one, and write the addresses of the assets into it.
        application.UseWhen(context => !IsDocument(context.Request.Path), branch => branch.UseStaticFiles(files));

        // Routing comes after the static files, because they must not ask for a sign-in.
        application.UseRouting();
        application.UseSingleton<PageNavigation>();
    }

    public static void MapPages(this WebApplication application)
    {
        MapPage(application, "/", PageFiles.Application).RequireAuthorization();
        MapPage(application, "/login", "login.html").AllowAnonymous().AddEndpointFilter(OnlyOnceSomebodyCanSignIn);
        MapPage(application, "/setup", "setup.html").AllowAnonymous().AddEndpointFilter(OnlyUntilThereIsAnAdministrator);
        MapPage(application, "/invitation", "link.html").AllowAnonymous();
        MapPage(application, "/reset", "link.html").AllowAnonymous();
        MapPage(application, "/display", "display.html").AllowAnonymous();
    }

    private static RouteHandlerBuilder MapPage(WebApplication application, string path, string file) =>
        application.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context, PageFiles pages) => pages.ServeAsync(file, path, context))
            .ExcludeFromDescription();

    // The link of the first start works once. After that, somebody who opens it has an account or has to ask for one: the sign-in says so.
    private static async ValueTask<object?> OnlyUntilThereIsAnAdministrator(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        await Setup(call).IsDoneAsync() ? GoTo("~/login?notice=set-up", call) : await next(call);

    // Without a provider nobody can sign in before the set-up. Its page says where the link is.
    private static async ValueTask<object?> OnlyOnceSomebodyCanSignIn(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        await Setup(call).IsSignInPossibleAsync() ? await next(call) : GoTo("~/setup", call);

    private static FirstSetup Setup(EndpointFilterInvocationContext call) => call.HttpContext.RequestServices.GetRequiredService<FirstSetup>();

    private static IResult GoTo(string page, EndpointFilterInvocationContext call)
    {
        call.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.LocalRedirect(page);
    }

    /// <summary>Whether a file is one of the documents, or the list of pages. Some file systems tell no case apart.</summary>
    private static bool IsDocument(PathString path) =>
        path.Value is { } value
        && (value.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || value.EndsWith(PageList.FileName, StringComparison.OrdinalIgnoreCase));

    private static void Describe(HttpContext context, bool isServedElsewhere)
    {
        var isAsset = context.Request.Path.StartsWithSegments(Assets);
        context.Response.Headers.CacheControl = isAsset ? ForAYear : "no-cache";
        if (isAsset && isServedElsewhere)
        {
            // A CDN that fetches the file from here passes this header on. Browsers run modules of another origin only with it.
            context.Response.Headers.AccessControlAllowOrigin = "*";
        }

        PrecompressedFiles.Describe(context);
    }
}
