using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Startup;

/// <summary>
/// The path below which a proxy serves the monitor: the setting <c>PathBase</c>, such as <c>/monitor</c>. Proxies that pass the path on and proxies that
/// strip it both work, because every link, redirect and cookie gets the path, and a request may come with it or without.
/// </summary>
internal static partial class PathBaseSetting
{
    public const string Key = "PathBase";
    public const string Description = "path below which a proxy serves the monitor, such as /monitor (none)";

    /// <summary>The setting's value; empty if it is not set.</summary>
    /// <exception cref="OptionsValidationException">It is not a path.</exception>
    public static PathString Read(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => PathString.Empty,
        { } path when Segments().IsMatch(path) => new PathString(path),
        { } other => throw new OptionsValidationException(Key, typeof(PathString), [
            $"{Key} is '{other}', but must be a path such as /monitor: a slash before each part, none at the end, and parts of letters, digits, '-', '_' and '.', which do not begin with '.'"]),
    };

    /// <summary>Takes the path off requests that carry it, and lets every answer be written for it. Call it before anything else handles requests.</summary>
    /// <exception cref="OptionsValidationException">The setting is not a path.</exception>
    public static void UsePathBaseOfProxy(this WebApplication application)
    {
        var pathBase = Read(application.Configuration);
        if (pathBase.HasValue)
        {
            application.Use((context, next) => ServeBelow(pathBase, context, next));
        }
    }

    private static Task ServeBelow(PathString pathBase, HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(pathBase, StringComparison.Ordinal, out var below))
        {
            if (!below.HasValue)
            {
                context.Response.Redirect($"{pathBase}/{request.QueryString}", permanent: true, preserveMethod: true);
                return Task.CompletedTask;
            }

            request.Path = below;
        }

        request.PathBase = pathBase;
        return next(context);
    }

    [GeneratedRegex(@"^(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\z")]
    private static partial Regex Segments();
}
