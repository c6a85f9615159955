using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Push;

/// <summary>Finds the browsers that are to be told, each with what its person may see.</summary>
internal sealed class PushAudience(IDbContextFactory<AlertsDbContext> store, IPeopleRights people)
{
    /// <summary>The subscriptions of people, each with the message without problems of daemons that its person may not see. Those who may see none are left out.</summary>
    /// <param name="message">The message.</param>
    /// <param name="emails">The e-mail addresses of the people; empty for everybody.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<(PushSubscriptionRow Subscription, AlertMessage Message)>> FindAsync(AlertMessage message, IReadOnlyCollection<string> emails, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = await context.PushSubscriptions.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var known = (await people.FindAsync([.. rows.Select(row => row.PersonId).Distinct()], cancellationToken).ConfigureAwait(false)).ToDictionary(person => person.Id);
        return [.. rows.Where(row => known.ContainsKey(row.PersonId))
            .Select(row => (row, Person: known[row.PersonId]))
            .Where(pair => emails.Count == 0 || emails.Contains(pair.Person.Email, StringComparer.OrdinalIgnoreCase))
            .Select(pair => (pair.row, Message: For(pair.Person.Rights, message)))
            .Where(pair => pair.Message is not null)
            .Select(pair => (pair.row, pair.Message!))];
    }

    /// <summary>Forgets browsers that have ended their subscriptions.</summary>
    public async Task ForgetAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        string[] gone = [.. ids];
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.PushSubscriptions.Where(row => gone.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static AlertMessage? For(Rights rights, AlertMessage message)
    {
        if (message.Problems.Count == 0)
        {
            return rights.Role is null || message.Report?.Sources.All(rights.MaySee) == false ? null : message;
        }

        List<Contracts.Problem> visible = [.. message.Problems.Where(problem => rights.MaySee(problem.Source))];

        // What is only counted may be of daemons that are not to be seen.
        return visible.Count == 0 ? null : visible.Count == message.Problems.Count ? message : message with { Problems = visible, More = 0, Unseen = null };
    }
}
