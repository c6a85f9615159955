using System.Text.Json;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>Records every session that begins, however the person signed in, and the ends that nobody asks for.</summary>
internal sealed class SessionAudit(IAuditTrail trail, IDbContextFactory<AccessDbContext> store)
{
    /// <summary>Records a sign-in.</summary>
    public Task BeganAsync(Session session, Person person) => trail.RecordAsync(
        new AuditEvent(AuditActions.SignIn, person.Email, AuditOutcome.Done) { WhoId = person.Id, Address = session.Address }.Changed(null, new { session.Method, session.IsBrowser }));

    /// <summary>Records that the monitor ended a session by itself. What somebody ends or renews is recorded with their request.</summary>
    public async Task EndedAsync(string sessionId, SessionEndReason reason)
    {
        if (reason is SessionEndReason.SignedOut or SessionEndReason.EndedByOther or SessionEndReason.Renewed)
        {
            return;
        }

        var owner = await FindOwnerAsync(sessionId).ConfigureAwait(false);
        var after = new { Session = sessionId, Reason = JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString()) };
        await trail.RecordAsync(new AuditEvent(AuditActions.EndSessions, AuditEvent.Monitor, AuditOutcome.Done) { Subject = owner?.Email, SubjectId = owner?.Id }.Changed(null, after)).ConfigureAwait(false);
    }

    private async Task<Person?> FindOwnerAsync(string sessionId)
    {
        try
        {
            await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
            return await context.Sessions.Where(session => session.Id == sessionId)
                .Join(context.Users.AsNoTracking(), session => session.UserId, person => person.Id, (_, person) => person).SingleOrDefaultAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailure.IsUnavailable(exception))
        {
            // The session has ended all the same, and its id says which it was.
            return null;
        }
    }
}
