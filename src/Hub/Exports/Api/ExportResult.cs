using System.Globalization;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Exports.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Hub.Exports.Api;

/// <summary>Sends a file, while it is read. What breaks off on the way breaks the transfer: a file that has arrived is whole.</summary>
/// <param name="content">What to send.</param>
/// <param name="refusalOf">The answer where reading fails before anything was sent; null if the failure is not expected.</param>
internal sealed partial class ExportResult(IExportContent content, Func<Exception, IResult?> refusalOf) : IResult
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);

        var services = httpContext.RequestServices;
        var place = await services.GetRequiredService<ExportPlaces>().TakeAsync(httpContext.User.PersonOrToken() ?? "", httpContext.RequestAborted).ConfigureAwait(false);
        if (place is null)
        {
            await TooMany(httpContext).ExecuteAsync(httpContext).ConfigureAwait(false);
            return;
        }

        using (place)
        {
            await SendAsync(httpContext, services.GetRequiredService<ExportTurns>(), services.GetRequiredService<ILogger<ExportResult>>(), services.GetRequiredService<TimeProvider>()).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(HttpContext context, ExportTurns turns, ILogger logger, TimeProvider time)
    {
        var details = AuditDetails.Of(context);
        details.About(content.Name, null);
        try
        {
            await content.BeginAsync(turns, context.RequestAborted).ConfigureAwait(false);
            context.Response.ContentType = content.ContentType;
            context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = ExportName.Of(content, time.GetUtcNow()) }.ToString();

            // The browser shows that something comes, while a report is still being laid out.
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            await turns.RunAsync(turn => content.WriteAsync(new ExportStream(context.Response.BodyWriter, turn), context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.Response.HasStarted && refusalOf(exception) is { } refusal)
        {
            await refusal.ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (context.Response.HasStarted && exception is not OperationCanceledException)
        {
            Log.BrokeOff(logger, exception, content.Name, content.Extension, content.Rows);
            details.IsFailed = true;
            context.Abort();
        }
        finally
        {
            details.Changed(null, new { file = content.Extension, query = QueryOf(context.Request), rows = content.Rows });
            await content.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Not a token, which a caller may have put there although it opens nothing.
    private static Dictionary<string, string> QueryOf(HttpRequest request) =>
        request.Query.Where(part => part.Key != "access_token").ToDictionary(part => part.Key, part => part.Value.ToString(), StringComparer.Ordinal);

    private static ProblemHttpResult TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            $"{ExportPlaces.AtOnce} exports run at once, one for each person, and {ExportPlaces.MostWaiting} wait already. Try again in {RetryAfter.TotalSeconds:0} s.",
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many exports");
    }

    private static partial class Log
    {
        [LoggerMessage(2630, LogLevel.Error, "The export of {Table} as {Format} broke off after {Rows} row(s). The transfer is broken, so that nobody takes the file for a whole one")]
        public static partial void BrokeOff(ILogger logger, Exception exception, string table, string format, long rows);
    }
}
