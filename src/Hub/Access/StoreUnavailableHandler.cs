using System.Globalization;
using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access;

/// <summary>Answers 503 to requests that fail because the store is away, so that callers try again. The log says why, at most once a minute.</summary>
internal sealed partial class StoreUnavailableHandler(IProblemDetailsService problems, TimeProvider time, ILogger<StoreUnavailableHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly LogPause _pause = new(time);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!StoreFailure.IsUnavailable(exception))
        {
            return false;
        }

        if (_pause.TryPass())
        {
            Log.Unavailable(logger, exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = StatusCodes.Status503ServiceUnavailable, Title = "Store unavailable", Detail = $"The store cannot be used now. Try again in {RetryAfter.TotalSeconds:0} seconds." },
        }).ConfigureAwait(false);
    }

    private static partial class Log
    {
        [LoggerMessage(2090, LogLevel.Error, "The store cannot be used; {Method} {Path} is the first request of this minute that fails for it")]
        public static partial void Unavailable(ILogger logger, Exception exception, string method, string path);
    }
}
