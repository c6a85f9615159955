using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary><c>GET /api/alerts/channels/{id}/deliveries</c>: what a channel was sent, and what it answered.</summary>
internal static class ChannelDeliveriesEndpoint
{
    private const int Most = 100;
    private const int MostProblems = 5;

    public static void MapChannelDeliveries(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Routes.AlertChannels + "/{id}/deliveries", ListAsync).RequireRole(Roles.Admin).WithTags("Alerts")
            .WithSummary("The newest messages to a channel").WithDescription($"The newest first, at most {Most}, each with at most {MostProblems} of its problems. Tests are not among them.")
            .Produces<ChannelDeliveriesResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ChannelDeliveriesResponse>, ProblemHttpResult>> ListAsync(string id, AlertsDbContext context, CancellationToken cancellationToken)
    {
        if (!await context.Channels.AnyAsync(channel => channel.Id == id, cancellationToken).ConfigureAwait(false))
        {
            return AlertAnswers.Unknown("channel");
        }

        var rows = await context.Deliveries.AsNoTracking().Where(delivery => delivery.ChannelId == id).Include(delivery => delivery.Problems)
            .OrderByDescending(delivery => delivery.CreatedAt).ThenByDescending(delivery => delivery.Id).Take(Most).ToListAsync(cancellationToken).ConfigureAwait(false);
        var ids = rows.SelectMany(ShownProblems).Distinct().ToList();
        var titles = await context.Problems.AsNoTracking().Where(problem => ids.Contains(problem.Id))
            .ToDictionaryAsync(problem => problem.Id, problem => problem.Problem.Title, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new ChannelDeliveriesResponse([.. rows.Select(row => Of(row, titles))]));
    }

    private static ChannelDeliveryResponse Of(DeliveryRow row, Dictionary<string, string> titles)
    {
        var told = NotificationResponse.Of(row, null);
        return new ChannelDeliveryResponse(
            [.. ShownProblems(row).Where(titles.ContainsKey).Select(id => new ToldProblem(id, titles[id]))],
            row.Problems.Count, told.Event, told.At, told.Result, told.Attempts, told.LastAttemptAt, told.LastAttemptMs, told.Answer, told.EndedAt);
    }

    private static IEnumerable<string> ShownProblems(DeliveryRow row) => row.Problems.Select(problem => problem.ProblemId).Order(StringComparer.Ordinal).Take(MostProblems);
}

/// <summary>Messages to a channel.</summary>
/// <param name="Deliveries">The newest first; may be empty.</param>
internal sealed record ChannelDeliveriesResponse(IReadOnlyList<ChannelDeliveryResponse> Deliveries);

/// <summary>A message to a channel.</summary>
/// <param name="Problems">Some of the problems that it tells of; empty if they are not kept any more.</param>
/// <param name="ProblemCount">Of how many problems it tells, 0 or more.</param>
/// <param name="Event">What it told.</param>
/// <param name="At">When it was to be told (UTC).</param>
/// <param name="Result"><c>waiting</c>, <c>delivered</c>, <c>refused</c>, <c>given-up</c> or <c>withdrawn</c>.</param>
/// <param name="Attempts">How often it was tried, 0 or more.</param>
/// <param name="LastAttemptAt">When it was last tried (UTC); null before the first time.</param>
/// <param name="LastAttemptMs">How long that took, in milliseconds; null before it ended.</param>
/// <param name="Answer">What the channel answered; null before.</param>
/// <param name="EndedAt">When it was delivered or given up (UTC); null while it waits.</param>
internal sealed record ChannelDeliveryResponse(
    IReadOnlyList<ToldProblem> Problems,
    int ProblemCount,
    AlertEvent Event,
    DateTimeOffset At,
    string Result,
    int Attempts,
    DateTimeOffset? LastAttemptAt,
    int? LastAttemptMs,
    string? Answer,
    DateTimeOffset? EndedAt);

/// <summary>A problem that a message tells of.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What is or was wrong.</param>
internal sealed record ToldProblem(string Id, string Title);
