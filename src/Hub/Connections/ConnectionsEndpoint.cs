using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Connections;

/// <summary><c>GET /api/connections</c>: for administrators, who is connected to the hub of this process, how, and how far behind.</summary>
public static class ConnectionsEndpoint
{
    private const int UnlessAsked = 200;
    private const int Most = 10_000;

    /// <summary>Maps it, for whoever has the role <see cref="Roles.Admin"/>. Needs AddLive.</summary>
    public static void MapConnections(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Routes.Connections, Answer)
            .RequireRole(Roles.Admin)
            .WithTags("Connections").WithSummary("Who is connected to the hub")
            .WithDescription($"Those furthest behind first. `limit` says how many, 1 to {Most}; {UnlessAsked} without it.")
            .Produces<ConnectionsResponse>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);

    private static Results<Ok<ConnectionsResponse>, ProblemHttpResult> Answer(ISubscriberConnections connections, int limit = UnlessAsked)
    {
        if (limit is < 1 or > Most)
        {
            return TypedResults.Problem($"limit is {limit}, and may be 1 to {Most}.", statusCode: StatusCodes.Status400BadRequest, title: "Bad request");
        }

        var open = connections.List();
        var furthestBehind = open
            .OrderByDescending(connection => connection.LagTime).ThenByDescending(connection => connection.LagChanges).ThenBy(connection => connection.ConnectedAt)
            .Take(limit);
        return TypedResults.Ok(new ConnectionsResponse(open.Count, [.. furthestBehind.Select(ConnectionResponse.Of)]));
    }
}
