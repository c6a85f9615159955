using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Access.Views;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Access.Views;

public abstract class SavedViewStoreTests(TestDatabases databases) : IAsyncLifetime
{
    private static readonly Grant[] Viewer = [new(Roles.Viewer, [])];

    private AccessStore _store = null!;
    private SavedViewStore _views = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await AccessStore.StartAsync(databases);
        _views = new SavedViewStore(_store);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Add_ByManyAtOnce_EndsAtTheMostOfOnePerson()
    {
        var (ada, grace) = (await AddPersonAsync("ada2@example.com"), await AddPersonAsync("grace@example.com"));

        var results = await Task.WhenAll(Enumerable.Range(0, SavedViewStore.Most + 4).Select(place => _views.AddAsync(ada, $"view {place}", "/", Cancelled))).DefaultTimeout();
        var (other, _) = await _views.AddAsync(grace, "view 0", "/", Cancelled);

        results.Count(result => result.View is not null).ShouldBe(SavedViewStore.Most);
        results.Where(result => result.View is null).ShouldAllBe(result => result.Refusal == ViewRefusal.Full);
        other.ShouldNotBeNull();
    }

    [Fact]
    public async Task Add_OfOneNameByTwoAtOnce_SavesOne()
    {
        var ada = await AddPersonAsync("ada2@example.com");

        var results = await Task.WhenAll(_views.AddAsync(ada, "night", "/", Cancelled), _views.AddAsync(ada, "night", "/runs", Cancelled)).DefaultTimeout();

        results.Select(result => result.Refusal).ShouldBe([null, ViewRefusal.NameTaken], ignoreOrder: true);
        (await _views.ListAsync(ada, Cancelled)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Views_OfAPersonWhoIsRemoved_GoWithThem()
    {
        var (ada, grace) = (await AddPersonAsync("ada2@example.com"), await AddPersonAsync("grace@example.com"));
        await _views.AddAsync(ada, "night", "/", Cancelled);
        await _views.AddAsync(grace, "night", "/", Cancelled);

        var change = await _store.RunAsync<PersonStore, PersonChange>(people => people.DeleteAsync(ada));

        change.ShouldBe(PersonChange.Done);
        await using var context = _store.CreateDbContext();
        (await context.SavedViews.Select(view => view.UserId).ToListAsync(Cancelled)).ShouldBe([grace]);
    }

    private Task<string> AddPersonAsync(string email) => _store.AddPersonAsync(email, "correct horse battery", Viewer);

    public sealed class OnSqlite() : SavedViewStoreTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : SavedViewStoreTests(new PostgresDatabases(server));
}
