using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary><c>POST /api/alerts/channels/{id}/test</c>: sends a message to a channel at once, and shows its answer.</summary>
internal static class ChannelTestEndpoint
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void MapChannelTest(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Routes.AlertChannels + "/{id}/test", TestAsync).RequireRole(Roles.Admin).Audited(AuditActions.TestChannel).WithTags("Alerts")
            .WithSummary("Sends a test message").WithDescription("The answer says what the receiver said. It is not tried again.")
            .Produces<ChannelTestResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ChannelTestResponse>, ProblemHttpResult>> TestAsync(
        string id, HttpContext http, AlertsDbContext context, ChannelSettings settings, IEnumerable<IAlertChannel> kinds, PublicAddress address, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await context.Channels.AsNoTracking().SingleOrDefaultAsync(channel => channel.Id == id, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return AlertAnswers.Unknown("channel");
        }

        AuditDetails.Of(http).About(row.Name, id);
        if (kinds.FirstOrDefault(kind => kind.Kind == row.Kind) is not { } sender || settings.TryRead(row) is not { } complete)
        {
            return TypedResults.Problem(
                "Its secrets cannot be decrypted any more, or this release does not know its kind. Enter the secrets again.", statusCode: StatusCodes.Status409Conflict, title: "Channel cannot be used");
        }

        var began = time.GetTimestamp();
        var answer = await SendAsync(sender, complete, MessageFor(http.Request, address, time), time, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new ChannelTestResponse(answer.Result.ToString().ToLowerInvariant(), answer.Answer, (long)time.GetElapsedTime(began).TotalMilliseconds));
    }

    private static async Task<ChannelAnswer> SendAsync(IAlertChannel channel, System.Text.Json.Nodes.JsonObject settings, AlertMessage message, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await channel.SendAsync(settings, message, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ChannelAnswer(DeliveryResult.Failed, $"No answer within {Patience.TotalSeconds:0} s.");
        }
    }

    private static AlertMessage MessageFor(HttpRequest request, PublicAddress address, TimeProvider time) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("n"),
        Event = AlertEvent.Test,
        At = time.GetUtcNow(),
        IsLate = false,
        Problems = [],
        Link = new Uri(address.LinkTo($"{request.Scheme}://{request.Host}{request.PathBase}", "/alerts")),
    };
}
