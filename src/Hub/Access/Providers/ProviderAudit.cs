using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Records what the answers of a provider change, and the sign-ins by it that are refused. Sessions that begin and end are recorded with all others.</summary>
internal sealed class ProviderAudit(IAuditTrail trail)
{
    /// <summary>Somebody was added whom the provider signed in for the first time.</summary>
    public Task AddedAsync(Person person) =>
        trail.RecordAsync(About(AuditActions.AddPerson, person.Id, person.Email).Changed(null, new { person.Issuer, person.Subject }));

    /// <summary>The provider's roles or groups changed what somebody may do.</summary>
    public Task ChangedAsync(string personId, string? email, IReadOnlyList<Grant> before, IReadOnlyList<Grant> after) =>
        trail.RecordAsync(About(AuditActions.ChangeGrants, personId, email).Changed(before, after));

    /// <summary>A browser that came back from the provider was refused, with one of <see cref="SignInRefusals"/>. Who it was is not known for sure.</summary>
    public Task RefusedAsync(HttpContext http, string refusal) => trail.RecordAsync(
        RequestAudit.EventOf(http, AuditActions.SignIn, AuditOutcome.Refused).Changed(null, new { Method = SignInMethods.Provider, Reason = refusal }));

    private static AuditEvent About(string what, string personId, string? email) => new(what, AuditEvent.Monitor, AuditOutcome.Done) { Subject = email, SubjectId = personId };
}
