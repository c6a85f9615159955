using System.Security.Claims;
using System.Text.RegularExpressions;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.RunLogs.Reading;
using FlextMonitor.Hub.RunLogs.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.RunLogs.Api;

/// <summary><c>GET /api/runs/{source}/{id}/log</c> and <c>…/log/search</c>: a run's log at full length.</summary>
internal static class RunLogEndpoints
{
    private const string Path = Routes.Runs + "/{source}/{id}/log";

    /// <summary>How long to wait for the lines asked for, if the log has just been opened.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>How long to wait for the first line of all.</summary>
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(3);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, LinesAsync).RequireRole(Roles.Viewer)
            .WithTags("Runs").WithSummary("Lines of a run's log")
            .WithDescription($"""
                `from` is the number of the first line, 1 without it; a negative one counts from the end of what was read so far. `count` is 1 to {RunLogRequest.MostLines}, {RunLogRequest.DefaultLines} without it.
                The monitor reads the log from the daemon and keeps it on its own disk. It reads on for a minute after the last request. `total` grows until `isWhole`; ask again for what is not there yet.
                """)
            .Produces<RunLogResponse>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapGet(Path + "/search", SearchAsync).RequireRole(Roles.Viewer)
            .WithTags("Runs").WithSummary("Lines of a run's log that match")
            .WithDescription($"""
                `text` is a part of the message, in any case. `regex` is a pattern instead, or `true` if `text` is one; patterns that refer back or look around are not supported. `level` is the least:
                {string.Join(", ", Severities.Names)}; a line without a level belongs to the line before it. `stream` is `stdout` or `stderr`, where the daemon tells it. `from` is the number of the first line, or `skip` how many of the lines that match to leave out. `limit` is 0 to 1000, 100 without it.
                """)
            .Produces<RunLogSearchResponse>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Ok<RunLogResponse>, ProblemHttpResult>> LinesAsync(
        [AsParameters] RunLogRequest request, ClaimsPrincipal user, Rights rights, RunLogSources sources, RunLogStore logs, CancellationToken cancellationToken)
    {
        if (request.Problem() is { } problem)
        {
            return Bad(problem);
        }

        if (sources.Problem(request.Source, rights) is { } unknown)
        {
            return Missing(unknown, "Unknown source");
        }

        using var use = await logs.OpenAsync(new RunLogKey(request.Source, request.Id)).ConfigureAwait(false);
        var (asked, most) = (request.From ?? 1, request.Count ?? RunLogRequest.DefaultLines);
        await AskAsync(use.Log, user, asked < 0 ? long.MaxValue : Math.Max(asked, 1) + most - 1, cancellationToken).ConfigureAwait(false);
        var standing = use.Log.Standing;
        if (standing is { Lines: 0, Error: not null })
        {
            return Refused(standing);
        }

        var from = Math.Max(1, asked < 0 ? standing.Lines + 1 + asked : asked);
        var lines = use.Log.Read(from, most);
        return TypedResults.Ok(RunLogResponse.Of(lines, use.Log.Standing));
    }

    private static async Task<Results<Ok<RunLogSearchResponse>, ProblemHttpResult>> SearchAsync(
        [AsParameters] RunLogSearchRequest request, ClaimsPrincipal user, Rights rights, RunLogSources sources, RunLogStore logs, CancellationToken cancellationToken)
    {
        if (request.Read(out var problem) is not { } query)
        {
            return Bad(problem!);
        }

        if (sources.Problem(request.Source, rights) is { } unknown)
        {
            return Missing(unknown, "Unknown source");
        }

        using var use = await logs.OpenAsync(new RunLogKey(request.Source, request.Id)).ConfigureAwait(false);
        await AskAsync(use.Log, user, long.MaxValue, cancellationToken).ConfigureAwait(false);
        var standing = use.Log.Standing;
        if (standing is { Lines: 0, Error: not null })
        {
            return Refused(standing);
        }

        try
        {
            var found = use.Log.Searches.For(query).Find(use.Log, cancellationToken);
            var first = Math.Min(request.Skip ?? found.PlaceFrom(request.From ?? 1), found.Numbers.Count);
            List<RunLogLineResponse> matches = [.. found.Numbers.Skip(first).Take(request.Most).SelectMany(number => use.Log.Read(number, 1)).Select(RunLogLineResponse.Of)];
            return TypedResults.Ok(new RunLogSearchResponse(found.Numbers.Count, found.Searched, first, matches, standing.IsWhole, standing.Error));
        }
        catch (RegexMatchTimeoutException)
        {
            return Bad("The pattern takes too long. Use a simpler one.");
        }
    }

    // What is there is answered at once: a page asks again for the rest.
    private static async Task AskAsync(RunLog log, ClaimsPrincipal user, long lines, CancellationToken cancellationToken)
    {
        var isFirst = log.Standing is { Lines: 0, IsReading: false };
        log.Ask(user.PersonOrToken() ?? "");
        if (isFirst)
        {
            await log.WaitAsync(lines, Patience, cancellationToken).ConfigureAwait(false);
        }

        await log.WaitAsync(1, FirstPatience, cancellationToken).ConfigureAwait(false);
    }

    private static ProblemHttpResult Refused(RunLogStanding standing) => standing.ErrorCode == HubErrorCodes.NotFound
        ? Missing(standing.Error!, "Unknown run")
        : TypedResults.Problem(standing.Error, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The log cannot be read now");

    private static ProblemHttpResult Bad(string problem) => TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest, title: "Bad request");

    private static ProblemHttpResult Missing(string detail, string title) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: title);
}
