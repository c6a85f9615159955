using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Views;

/// <summary>The views that people have saved.</summary>
internal sealed class SavedViewStore(IDbContextFactory<AccessDbContext> store)
{
    /// <summary>The most that one person has.</summary>
    public const int Most = 50;

    /// <summary>Those of a person, by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(string person, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var views = await context.SavedViews.AsNoTracking().Where(view => view.UserId == person).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. views.OrderBy(view => view.Name, StringComparer.OrdinalIgnoreCase).ThenBy(view => view.Name, StringComparer.Ordinal)];
    }

    /// <summary>Saves a new one.</summary>
    /// <returns>The view; null and why if it was not saved.</returns>
    public Task<(SavedView? View, ViewRefusal? Refusal)> AddAsync(string person, string name, string address, CancellationToken cancellationToken) =>
        ChangeAsync(person, name, id: null, async context =>
        {
            if (await context.SavedViews.CountAsync(view => view.UserId == person, cancellationToken).ConfigureAwait(false) >= Most)
            {
                return (null, ViewRefusal.Full);
            }

            var added = new SavedView { Id = RandomNumberGenerator.GetHexString(16, lowercase: true), UserId = person, Name = name, Address = address };
            context.SavedViews.Add(added);
            return (added, null);
        }, cancellationToken);

    /// <summary>Gives one another name, another address, or both.</summary>
    /// <returns>The view; null and why if it was not saved.</returns>
    public Task<(SavedView? View, ViewRefusal? Refusal)> SetAsync(string person, string id, string name, string address, CancellationToken cancellationToken) =>
        ChangeAsync(person, name, id, async context =>
        {
            if (await context.SavedViews.SingleOrDefaultAsync(stored => stored.Id == id && stored.UserId == person, cancellationToken).ConfigureAwait(false) is not { } view)
            {
                return (null, ViewRefusal.Unknown);
            }

            (view.Name, view.Address) = (name, address);
            return (view, null);
        }, cancellationToken);

    /// <returns>Whether the person had it.</returns>
    public async Task<bool> RemoveAsync(string person, string id, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.SavedViews.Where(view => view.Id == id && view.UserId == person).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) > 0;
    }

    private async Task<(SavedView? View, ViewRefusal? Refusal)> ChangeAsync(
        string person, string name, string? id, Func<AccessDbContext, Task<(SavedView? View, ViewRefusal? Refusal)>> change, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);

        // Locks the person's row, so that what is counted and compared stays true until the transaction ends.
        await context.Users.Where(stored => stored.Id == person)
            .ExecuteUpdateAsync(stored => stored.SetProperty(row => row.LastSignInBy, row => row.LastSignInBy), cancellationToken).ConfigureAwait(false);
        if (await context.SavedViews.AnyAsync(view => view.UserId == person && view.Name == name && view.Id != id, cancellationToken).ConfigureAwait(false))
        {
            return (null, ViewRefusal.NameTaken);
        }

        var result = await change(context).ConfigureAwait(false);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }
}
