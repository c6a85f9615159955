using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.History.Recording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Api;

/// <summary><c>GET /api/history/state</c>: how history itself is doing, for administrators.</summary>
internal static class HistoryStateEndpoint
{
    public static void MapHistoryState(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Routes.HistoryState, Answer).RequireRole(Roles.Admin)
            .WithTags("History").WithSummary("What history holds, and whether it is being written")
            .WithDescription("`bytes`, `tiers`, `runs` and `oldestRun` are counted every 10 minutes.")
            .Produces<HistoryStateResponse>().ProducesProblem(StatusCodes.Status403Forbidden);

    private static Ok<HistoryStateResponse> Answer(HistoryState state, HistoryRecorder recorder, IOptions<HistoryOptions> options) => TypedResults.Ok(new HistoryStateResponse(
        state.WrittenUntil,
        state.PausedBecause,
        state.Contents?.Bytes,
        options.Value.MaxBytes,
        [.. options.Value.Tiers.Select((tier, place) => new TierResponse(
            tier.StepSeconds, tier.Keep.TotalSeconds, state.Contents?.Tiers[place].Rows, state.Contents?.Tiers[place].Bytes, state.Contents?.Tiers[place].Oldest))],
        state.Contents?.Runs,
        state.Contents?.OldestRun,
        recorder.DroppedRuns));
}

/// <summary>How history itself is doing.</summary>
/// <param name="WrittenUntil">When it was last written (UTC); <c>null</c> before the first time.</param>
/// <param name="PausedBecause">Why it cannot be written; <c>null</c> while it can.</param>
/// <param name="Bytes">How much room it takes; <c>null</c> before it was counted.</param>
/// <param name="MaxBytes">How much it may take.</param>
/// <param name="Tiers">The resolutions of the figures, the finest first.</param>
/// <param name="Runs">The number of runs; <c>null</c> before they were counted.</param>
/// <param name="OldestRun">When the oldest run started (UTC); <c>null</c> without any.</param>
/// <param name="DroppedRuns">How many changes of runs were lost since the start, because too many waited for a store that could not be written.</param>
internal sealed record HistoryStateResponse(
    DateTimeOffset? WrittenUntil,
    string? PausedBecause,
    long? Bytes,
    long MaxBytes,
    IReadOnlyList<TierResponse> Tiers,
    long? Runs,
    DateTimeOffset? OldestRun,
    long DroppedRuns);

/// <summary>One resolution of the figures.</summary>
/// <param name="StepSeconds">The length of a bucket.</param>
/// <param name="KeepSeconds">How long buckets are kept.</param>
/// <param name="Rows">The number of buckets of all daemons; <c>null</c> before they were counted.</param>
/// <param name="Bytes">The bytes that they take, estimated from a sample of them, without free space in pages; <c>null</c> before they were counted.</param>
/// <param name="Oldest">When the oldest bucket begins (UTC); <c>null</c> without any.</param>
internal sealed record TierResponse(int StepSeconds, double KeepSeconds, long? Rows, long? Bytes, DateTimeOffset? Oldest);
