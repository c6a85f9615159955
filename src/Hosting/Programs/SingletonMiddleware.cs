using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hosting.Programs;

/// <summary>Adds middleware that is registered as a singleton.</summary>
public static class SingletonMiddleware
{
    /// <summary>
    /// Adds a middleware of which there is one instance. <c>UseMiddleware</c> waits for the end of each request to give its instance back, and a WebSocket would hold that wait
    /// in memory for as long as it is open, once for each middleware.
    /// </summary>
    public static IApplicationBuilder UseSingleton<TMiddleware>(this IApplicationBuilder application)
        where TMiddleware : class, IMiddleware
    {
        ArgumentNullException.ThrowIfNull(application);

        // The host puts the requests' way together once it has checked the settings, and the middleware may need them.
        return application.Use(next =>
        {
            var middleware = application.ApplicationServices.GetRequiredService<TMiddleware>();
            return context => middleware.InvokeAsync(context, next);
        });
    }
}
