using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Audit;

/// <summary>Says what to record of an endpoint's requests.</summary>
/// <param name="What">One of <see cref="AuditActions"/>; <c>null</c> if nothing is.</param>
/// <param name="OnlyRefusals">Whether only what was refused is recorded, and neither what was done nor what failed.</param>
public sealed record AuditMetadata(string? What, bool OnlyRefusals = false);

/// <summary>Adds <see cref="AuditMetadata"/> to endpoints.</summary>
public static class AuditConventions
{
    /// <summary>
    /// Records each request to an endpoint, with what <see cref="AuditDetails"/> says of it. It is carried out even if it cannot be recorded now: for what takes rights away, which
    /// nobody must be able to prevent by filling the disk, and for what is stored in the same place anyway.
    /// </summary>
    public static TBuilder Audited<TBuilder>(this TBuilder endpoint, string what)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AuditMetadata(what));

    /// <summary>Records each request to an endpoint, and refuses it if that is not possible now.</summary>
    public static TBuilder RequireAudit<TBuilder>(this TBuilder endpoint, string what)
        where TBuilder : IEndpointConventionBuilder => endpoint.MayNeedAudit(what).AddEndpointFilter<TBuilder, AuditRequirement>();

    /// <summary>Records each request to an endpoint, which calls <see cref="RefuseUnrecordedAsync"/> itself where it must not happen unrecorded.</summary>
    public static TBuilder MayNeedAudit<TBuilder>(this TBuilder endpoint, string what)
        where TBuilder : IEndpointConventionBuilder => endpoint.Audited(what).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Records those requests to an endpoint that are refused.</summary>
    public static TBuilder AuditedIfRefused<TBuilder>(this TBuilder endpoint, string what)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AuditMetadata(what, OnlyRefusals: true));

    /// <summary>Records no request to an endpoint, because it changes nothing that lasts.</summary>
    public static TBuilder NotAudited<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AuditMetadata(What: null));

    /// <summary>The answer 503 to a request that could not be recorded; <c>null</c> if it can be.</summary>
    public static Task<ProblemHttpResult?> RefuseUnrecordedAsync(this IAuditTrail trail, HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(trail);
        ArgumentNullException.ThrowIfNull(http);

        return AuditRequirement.RefusalAsync(trail, http);
    }
}
