using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Pages;

/// <summary>Serves the page that Vite built into wwwroot.</summary>
internal static class PageRegistration
{
    private const string Assets = "/assets";
    private const string ForAYear = "public, max-age=31536000, immutable";
    private const string ForAdministrators = "This page is for administrators. Ask one for the role 'admin', or go back to /.";

    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<SecurityHeaders>()
        .AddSingleton<PrecompressedFiles>()
        .AddSingleton<PageFiles>()
        .AddSingleton<IValidateOptions<PageOptions>, PageOptions.Validation>()
        .AddSettings<PageOptions>(PageOptions.Section)
        .AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365))
        .Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);

    /// <summary>Headers for everything, and the static files, which need no sign-in.</summary>
    public static void UsePages(this WebApplication application)
    {
        var isServedElsewhere = application.Services.GetRequiredService<IOptions<PageOptions>>().Value.AssetsOrigin is not null;
        application.UseMiddleware<SecurityHeaders>();
        application.UseHsts();
        application.UseMiddleware<PrecompressedFiles>();
        application.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = PrecompressedFiles.ContentTypes,
            OnPrepareResponse = file => Describe(file.Context, isServedElsewhere),
        });

        // Routing comes after the static files: they must not ask for a sign-in.
        application.UseRouting();
    }

    public static void MapPages(this WebApplication application)
    {
        MapPage(application, "/", "index.html").RequireAuthorization();
        MapPage(application, "/login", "login.html").AllowAnonymous();
        MapPage(application, "/setup", "setup.html").AllowAnonymous().AddEndpointFilter(OnlyUntilThereIsAnAdministrator);
        MapPage(application, "/connections", "connections.html").RequireAuthorization().AddEndpointFilter(OnlyAdministrators);
    }

    private static RouteHandlerBuilder MapPage(WebApplication application, string path, string file) =>
        application.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context, PageFiles pages) => pages.ServeAsync(file, context))
            .ExcludeFromDescription();

    private static async ValueTask<object?> OnlyAdministrators(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        Roles.Includes(call.HttpContext.User, Roles.Admin)
            ? await next(call)
            : Results.Text(ForAdministrators, "text/plain; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);

    // The link of the first start is good once; whoever opens it later has an account, or has to ask for one.
    private static async ValueTask<object?> OnlyUntilThereIsAnAdministrator(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (!await call.HttpContext.RequestServices.GetRequiredService<FirstSetup>().IsDoneAsync())
        {
            return await next(call);
        }

        call.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.LocalRedirect("~/login");
    }

    private static void Describe(HttpContext context, bool isServedElsewhere)
    {
        var isAsset = context.Request.Path.StartsWithSegments(Assets);
        context.Response.Headers.CacheControl = isAsset ? ForAYear : "no-cache";
        if (isAsset && isServedElsewhere)
        {
            // Whatever fetches it from here to serve it elsewhere passes this on, and browsers run modules of another origin only with it.
            context.Response.Headers.AccessControlAllowOrigin = "*";
        }

        PrecompressedFiles.Describe(context);
    }
}
