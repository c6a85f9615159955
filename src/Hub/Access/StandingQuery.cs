using FlextMonitor.Hub.Access.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Reads sessions and tokens with what decides whether they are valid, and what they permit.</summary>
internal sealed class StandingQuery(IOptions<SessionOptions> options, IOptions<AccessOptions> access, IOptions<OidcOptions> oidc, TimeProvider time)
{
    /// <summary>Adds the standings of those callers that the store knows.</summary>
    public async Task ReadAsync(AccessDbContext context, IReadOnlyCollection<Caller> callers, Dictionary<Caller, Standing> standings, CancellationToken cancellationToken)
    {
        await ReadSessionsAsync(context, Ids(callers, CallerKind.Session), standings, cancellationToken).ConfigureAwait(false);
        await ReadTokensAsync(context, Ids(callers, CallerKind.Token), standings, cancellationToken).ConfigureAwait(false);
    }

    private static string[] Ids(IReadOnlyCollection<Caller> callers, CallerKind kind) => [.. callers.Where(caller => caller.Kind == kind).Select(caller => caller.Id)];

    private async Task ReadSessionsAsync(AccessDbContext context, string[] ids, Dictionary<Caller, Standing> standings, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
        {
            return;
        }

        var rows = await context.Sessions.AsNoTracking().Where(session => ids.Contains(session.Id))
            .Join(context.Users, session => session.UserId, person => person.Id, (session, person) => new SessionRow(
                session.Id,
                session.EndedAt,
                session.StartedAt,
                session.ExpiresAt,
                session.IsBrowser,
                session.LastUsedAt,
                session.SecurityStamp == person.SecurityStamp,
                person.DisabledAt,
                person.Grants,
                session.Method,
                session.ConfirmedAt))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        foreach (var row in rows)
        {
            standings[new(CallerKind.Session, row.Id)] = EndOf(row, now) is { } end ? Standing.Ended(end) : new Standing(RightsOf(row));
        }
    }

    private async Task ReadTokensAsync(AccessDbContext context, string[] ids, Dictionary<Caller, Standing> standings, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
        {
            return;
        }

        var rows = await context.Tokens.AsNoTracking().Where(token => ids.Contains(token.Id))
            .Select(token => new { token.Id, token.ExpiresAt, token.Grants }).ToListAsync(cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        foreach (var row in rows)
        {
            standings[new(CallerKind.Token, row.Id)] = row.ExpiresAt <= now ? Standing.Ended(CredentialsEnd.Expired) : new Standing(Rights.Of(row.Grants));
        }
    }

    private Rights RightsOf(SessionRow session)
    {
        var rights = Rights.Of(session.Grants);
        return access.Value.NeedsSecondFactor(rights) && !SignInMethods.HasTwoFactors(session.Method)
            ? Rights.WithoutSecondFactor
            : rights;
    }

    private CredentialsEnd? EndOf(SessionRow session, DateTimeOffset now)
    {
        if (session.DisabledAt is not null)
        {
            return CredentialsEnd.Forbidden;
        }

        if (session.EndedAt is not null || !session.HasCurrentStamp || (!access.Value.LocalSignIn && !SignInMethods.NotLocal.Contains(session.Method)))
        {
            return CredentialsEnd.SignedOut;
        }

        // By the settings of now, and a session of an earlier release may have been prolonged.
        var isOver = session.ExpiresAt <= now || session.StartedAt + options.Value.Longest <= now;
        var isUnused = session is { IsBrowser: true, LastUsedAt: { } lastUsed } && lastUsed + options.Value.Idle <= now;
        var isUnconfirmed = session.ConfirmedAt + oidc.Value.Unconfirmed <= now;
        return isOver || isUnused || isUnconfirmed ? CredentialsEnd.Expired : null;
    }

    private sealed record SessionRow(
        string Id,
        DateTimeOffset? EndedAt,
        DateTimeOffset StartedAt,
        DateTimeOffset ExpiresAt,
        bool IsBrowser,
        DateTimeOffset? LastUsedAt,
        bool HasCurrentStamp,
        DateTimeOffset? DisabledAt,
        IReadOnlyList<Grant> Grants,
        string? Method,
        DateTimeOffset? ConfirmedAt);
}
