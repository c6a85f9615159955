using System.Security.Claims;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Records what requests do, and what is refused to callers who are signed in or bring a token. Requests without any credentials are recorded only at endpoints that say so.
/// </summary>
internal sealed class RequestAudit(IAuditTrail trail) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // Where anyone may call, only the endpoint knows who it is: a browser may hold the cookie of somebody else. It is looked at first, because signing in changes the user.
        var caller = IsOpenToAnyone(context) || context.User.Identity?.IsAuthenticated != true ? null : context.User;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not BadHttpRequestException && MetadataOf(context) is { What: not null, OnlyRefusals: false })
        {
            await trail.RecordAsync(EventOf(context, MetadataOf(context)!.What!, AuditOutcome.Failed, caller)).ConfigureAwait(false);
            throw;
        }

        if (OutcomeOf(context) is { } outcome && WhatOf(context, caller, outcome) is { } what)
        {
            await trail.RecordAsync(EventOf(context, what, outcome, caller)).ConfigureAwait(false);
        }
    }

    /// <summary>What to record of a request, with what <see cref="AuditDetails"/> says of it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="what">What it did.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="caller">Who sends it, unless the details say that; <c>null</c> if nobody knows.</param>
    public static AuditEvent EventOf(HttpContext context, string what, AuditOutcome outcome, ClaimsPrincipal? caller = null)
    {
        var details = AuditDetails.Find(context);
        var (who, whoId) = details?.Who is null ? (caller?.NameOf(), caller?.PersonOrToken()) : (details.Who, details.WhoId);
        var address = context.Connection.RemoteIpAddress;
        return new AuditEvent(what, who, outcome)
        {
            WhoId = whoId,
            Subject = details?.Subject ?? (what == AuditActions.UseToken ? RouteOf(context) : null),
            SubjectId = details?.SubjectId ?? context.Request.RouteValues.GetValueOrDefault("id") as string,
            Before = details?.Before,
            After = details?.After,
            Address = address?.ToString(),
            Network = CallerNetwork.Of(address),
        };
    }

    private static string? WhatOf(HttpContext context, ClaimsPrincipal? caller, AuditOutcome outcome)
    {
        if (caller is null && !IsOpenToAnyone(context))
        {
            return context.Response.StatusCode == StatusCodes.Status401Unauthorized && BringsToken(context.Request) ? AuditActions.UseToken : null;
        }

        return MetadataOf(context) switch
        {
            { What: { } what } metadata => metadata.OnlyRefusals && outcome != AuditOutcome.Refused ? null : AuditDetails.Find(context)?.What ?? what,
            _ => caller is not null && outcome == AuditOutcome.Refused ? RouteOf(context) : null,
        };
    }

    private static bool IsOpenToAnyone(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool BringsToken(HttpRequest request) => request.Headers.ContainsKey(HeaderNames.Authorization) || request.Query.ContainsKey("access_token");

    private static AuditMetadata? MetadataOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AuditMetadata>();

    private static string? RouteOf(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint route ? $"{context.Request.Method} /{route.RoutePattern.RawText?.Trim('/')}" : null;

    private static AuditOutcome? OutcomeOf(HttpContext context) => AuditDetails.Find(context) switch
    {
        { DidNothing: true } => null,
        { IsRefused: true } => AuditOutcome.Refused,
        { IsFailed: true } => AuditOutcome.Failed,
        _ => OutcomeOf(context.Response.StatusCode),
    };

    // Bad input (400, 404) changes nothing, nor does a host that is too busy (503).
    private static AuditOutcome? OutcomeOf(int status) => status switch
    {
        < 300 => AuditOutcome.Done,
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status409Conflict or StatusCodes.Status429TooManyRequests => AuditOutcome.Refused,
        StatusCodes.Status503ServiceUnavailable => null,
        >= 500 => AuditOutcome.Failed,
        _ => null,
    };
}
