using System.Security.Claims;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary><c>/api/alerts/channels</c>, for administrators: their settings hold addresses of people.</summary>
internal static class ChannelEndpoints
{
    private const int Most = 200;
    private const string What = "channel";

    public static void MapChannels(this IEndpointRouteBuilder endpoints)
    {
        var channels = endpoints.MapGroup(Routes.AlertChannels).RequireRole(Roles.Admin).WithTags("Alerts").WithMetadata(new RequestSizeLimitAttribute(AlertLimits.LargestBody)).ProducesProblem(StatusCodes.Status403Forbidden);
        channels.MapGet("", ListAsync).WithSummary("The ways in which people are told").WithDescription("Without their secrets.");
        channels.MapGet("{id}", FindAsync).WithSummary("One channel").Produces<ChannelResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        channels.MapPost("", CreateAsync).RequireAudit(AuditActions.ChangeChannel).WithSummary("Makes a channel").Produces<ChannelResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        channels.MapPut("{id}", ChangeAsync).RequireAudit(AuditActions.ChangeChannel).WithSummary("Changes a channel").WithDescription("A secret that is left out keeps what is stored.")
            .Produces<ChannelResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        channels.MapDelete("{id}", DeleteAsync).RequireAudit(AuditActions.ChangeChannel).WithSummary("Deletes a channel")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<ChannelsResponse>> ListAsync(AlertsDbContext context, ChannelSettings settings, IEnumerable<IAlertChannel> kinds, CancellationToken cancellationToken)
    {
        var rows = await context.Channels.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new ChannelsResponse([.. rows.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).Select(row => ChannelResponse.Of(row, settings))], Names(kinds)));
    }

    private static async Task<Results<Ok<ChannelResponse>, ProblemHttpResult>> FindAsync(string id, AlertsDbContext context, ChannelSettings settings, CancellationToken cancellationToken) =>
        await RowAsync(id, context, cancellationToken).ConfigureAwait(false) is { } row ? TypedResults.Ok(ChannelResponse.Of(row, settings)) : AlertAnswers.Unknown(What);

    private static async Task<IResult> CreateAsync(
        ChannelBody body, ClaimsPrincipal user, HttpContext http, AlertsDbContext context, ChannelSettings settings, IEnumerable<IAlertChannel> kinds, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var (name, kind) = (errors.Text("name", body.Name, AlertLimits.LongestName), errors.OneOf("kind", body.Kind, Names(kinds)));
        var row = new ChannelRow { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("n"), Name = name, Kind = kind, Settings = [], UpdatedAt = time.GetUtcNow(), UpdatedBy = user.NameOf() ?? "" };
        if (!TryApply(body, row, kinds, settings, errors))
        {
            return errors.ToProblem();
        }

        AuditDetails.Of(http).About(row.Name, row.Id);
        AuditDetails.Of(http).Changed(null, Audited(row));
        if (await context.Channels.CountAsync(cancellationToken).ConfigureAwait(false) >= Most)
        {
            return AlertAnswers.TooMany("channels", Most);
        }

        context.Channels.Add(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(ChannelResponse.Of(row, settings));
    }

    private static async Task<IResult> ChangeAsync(
        string id, ChannelBody body, ClaimsPrincipal user, HttpContext http, AlertsDbContext context, ChannelSettings settings, IEnumerable<IAlertChannel> kinds, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await RowAsync(id, context, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return AlertAnswers.Unknown(What);
        }

        var (errors, before) = (new FieldErrors(), Audited(row));
        errors.OneOf("kind", body.Kind, [row.Kind]);
        row.Name = errors.Text("name", body.Name, AlertLimits.LongestName);
        if (!TryApply(body, row, kinds, settings, errors))
        {
            return errors.ToProblem();
        }

        // It is tried again with its new settings.
        (row.BrokenSince, row.BrokenBecause, row.UpdatedAt, row.UpdatedBy) = (null, null, time.GetUtcNow(), user.NameOf() ?? "");
        AuditDetails.Of(http).About(row.Name, id);
        AuditDetails.Of(http).Changed(before, Audited(row));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(ChannelResponse.Of(row, settings));
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, AlertsDbContext context, CancellationToken cancellationToken)
    {
        if (await RowAsync(id, context, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return AlertAnswers.Unknown(What);
        }

        AuditDetails.Of(http).About(row.Name, id);
        AuditDetails.Of(http).Changed(Audited(row), null);
        var routes = await context.Routes.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
        if (routes.Find(route => route.Channels.Contains(id)) is { } user)
        {
            return TypedResults.Problem($"The route '{user.Name}' tells this channel. Take it out of the route first.", statusCode: StatusCodes.Status409Conflict, title: "Channel is used");
        }

        context.Channels.Remove(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static bool TryApply(ChannelBody body, ChannelRow row, IEnumerable<IAlertChannel> kinds, ChannelSettings settings, FieldErrors errors)
    {
        var given = SettingsBody.Read(body.Settings, errors);
        if (errors.Any || kinds.FirstOrDefault(kind => kind.Kind == row.Kind) is not { } channel)
        {
            errors.OneOf("kind", row.Kind, Names(kinds));
            return false;
        }

        JsonObject complete = ChannelSettings.Complete(given, settings.TryReadSecrets(row) ?? []);
        errors.AddAll(channel.Check(complete), "settings.");
        if (!errors.Any)
        {
            settings.Write(row, complete, channel.Secrets);
        }

        return !errors.Any;
    }

    private static Task<ChannelRow?> RowAsync(string id, AlertsDbContext context, CancellationToken cancellationToken) => context.Channels.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);

    private static IReadOnlyList<string> Names(IEnumerable<IAlertChannel> kinds) => [.. kinds.Select(kind => kind.Kind).Order(StringComparer.Ordinal)];

    private static object Audited(ChannelRow row) => new { row.Name, row.Kind, Settings = row.Settings.DeepClone() };
}
