using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Connections;

/// <summary><c>GET /api/connections</c>: the hub connections of this process, for administrators.</summary>
public static class ConnectionsEndpoint
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 10_000;

    /// <summary>Maps it. It requires the role <see cref="Roles.Admin"/>, and AddLive.</summary>
    public static void MapConnections(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Routes.Connections, Answer)
            .RequireRole(Roles.Admin)
            .WithTags("Connections").WithSummary("Who is connected to the hub")
            .WithDescription($"Those furthest behind first. `limit` says how many, 1 to {MaxLimit}; {DefaultLimit} without it.")
            .Produces<ConnectionsResponse>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);

    private static Results<Ok<ConnectionsResponse>, ProblemHttpResult> Answer(ISubscriberConnections connections, int limit = DefaultLimit)
    {
        if (limit is < 1 or > MaxLimit)
        {
            return TypedResults.Problem($"limit is {limit}, and may be 1 to {MaxLimit}.", statusCode: StatusCodes.Status400BadRequest, title: "Bad request");
        }

        var open = connections.List();
        var furthestBehind = open
            .OrderByDescending(connection => connection.LagTime).ThenByDescending(connection => connection.LagChanges).ThenBy(connection => connection.ConnectedAt)
            .Take(limit);
        return TypedResults.Ok(new ConnectionsResponse(open.Count, [.. furthestBehind.Select(ConnectionResponse.Of)]));
    }
}
