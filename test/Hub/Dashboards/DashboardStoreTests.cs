using System.Globalization;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Dashboards.Api;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Owners;
using FlextMonitor.Hub.Dashboards.Storage;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Dashboards;

public abstract class DashboardStoreTests(TestDatabases databases) : IAsyncLifetime
{
    private const int Writers = 6;
    private const int SavesOfEach = 10;

    private DashboardsHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DashboardStore Store => _host.Store;

    public async ValueTask InitializeAsync() => _host = await DashboardsHost.StartAsync(databases);

    [Fact]
    public async Task Change_ByManyAtTheSameTime_LosesNoSavedVersion()
    {
        var id = (await _host.MakeAsync("Team")).Row.Id;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(id, writer), Cancelled))).WaitAsync(TimeSpan.FromMinutes(2), Cancelled);

        var now = (await Store.FindAsync(id, Cancelled))!;
        now.Row.Version.ShouldBe(1 + (Writers * SavesOfEach));
        Marks(now.Document).Count.ShouldBe(Writers * SavesOfEach, "each save was on top of all before");
        Marks(now.Document).ShouldBeUnique();
        var versions = await Store.VersionsAsync(id, Cancelled);
        versions.Select(version => version.Version).ShouldBe(Enumerable.Range(0, DashboardLimits.MostVersions).Select(back => now.Row.Version - back));
        (await Store.FindAsync(id, versions[^1].Version, Cancelled))!.Document.Title.ShouldBe("Team");
        (await Store.FindAsync(id, versions[^1].Version - 1, Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Delete_WhileSomebodyChangesIt_DoesOneOfTheTwo()
    {
        for (var round = 0; round < 10; round++)
        {
            var seen = await _host.MakeAsync("Team");

            var changing = Task.Run(() => Store.ChangeAsync(seen, DashboardsHost.Document("Changed"), "grace@example.com", null, Cancelled), Cancelled);
            var deleting = Task.Run(() => Store.DeleteAsync(seen.Row.Id, 1, Cancelled), Cancelled);
            var (changed, deleted) = ((await changing.DefaultTimeout()).Refusal == SaveRefusal.None, await deleting.DefaultTimeout());

            (changed ^ deleted).ShouldBeTrue();
            ((await Store.FindAsync(seen.Row.Id, Cancelled))?.Document.Title).ShouldBe(changed ? "Changed" : null);
        }
    }

    [Fact]
    public async Task Create_ByOnePersonAtTheSameTime_StopsAtTheMost()
    {
        const int Tries = DashboardLimits.MostOfOnePerson + 20;

        var refusals = await Task.WhenAll(Enumerable.Range(0, Tries).Select(number => Task.Run(
            async () => (await Store.CreateAsync(DashboardsHost.Document($"{number}"), "ada", "ada@example.com", Cancelled)).Refusal, Cancelled))).WaitAsync(TimeSpan.FromMinutes(2), Cancelled);

        refusals.Count(refusal => refusal == SaveRefusal.None).ShouldBe(DashboardLimits.MostOfOnePerson);
        refusals.Count(refusal => refusal == SaveRefusal.TooManyOwn).ShouldBe(20);
        (await _host.MakeAsync("Hers", "grace")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Share_WhenAsManyAreSharedAsMayBe_IsRefused_AndChangesOfSharedOnesGoOn()
    {
        await AddSharedAsync(DashboardLimits.MostShared - 1);
        var last = await _host.MakeAsync("Last", "grace", "read");
        var hidden = await _host.MakeAsync("Hidden", "grace");

        var (made, _) = await Store.CreateAsync(DashboardsHost.Document("More", "edit"), "grace", "grace@example.com", Cancelled);
        var (shared, _) = await Store.ChangeAsync(hidden, DashboardsHost.Document("Hidden", "read"), "grace@example.com", null, Cancelled);
        var (changed, _) = await Store.ChangeAsync(last, DashboardsHost.Document("Last", "edit"), "grace@example.com", null, Cancelled);

        (made, shared, changed).ShouldBe((SaveRefusal.TooManyShared, SaveRefusal.TooManyShared, SaveRefusal.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("none")]
    [InlineData("{0193a1f2-0000-7000-8000-000000000000}")]
    public async Task Find_OfWhatIsNoId_IsNone(string id) => (await _host.Service<DashboardCatalog>().FindRowAsync(id, Cancelled)).ShouldBeNull();

    [Fact]
    public async Task Delete_TakesVersionsEditorsAndHomesWithIt()
    {
        var made = await _host.MakeAsync("Team");
        await _host.Editors.NoteAsync(made.Row.Id, "grace", "grace@example.com", Cancelled);
        await _host.Service<HomeStore>().SetAsync("grace", made.Row.Id, Cancelled);

        (await Store.DeleteAsync(made.Row.Id, 2, Cancelled)).ShouldBeFalse();
        (await Store.DeleteAsync(made.Row.Id, 1, Cancelled)).ShouldBeTrue();

        await using var context = _host.CreateDbContext();
        (await context.Versions.CountAsync(Cancelled), await context.Editors.CountAsync(Cancelled), await context.Homes.CountAsync(Cancelled)).ShouldBe((0, 0, 0));
        (await _host.Editors.NoteAsync(made.Row.Id, "grace", "grace@example.com", Cancelled)).ShouldBeEmpty("the dashboard is gone");
    }

    [Fact]
    public async Task Editors_AreForgottenAfter40Seconds_AndKeepSinceWhile()
    {
        var id = (await _host.MakeAsync("Team")).Row.Id;
        var began = _host.Time.GetUtcNow();
        await _host.Editors.NoteAsync(id, "ada", "ada@example.com", Cancelled);

        _host.Time.Advance(TimeSpan.FromSeconds(30));
        await _host.Editors.NoteAsync(id, "ada", "ada@example.com", Cancelled);
        _host.Time.Advance(TimeSpan.FromSeconds(39));
        var still = await _host.Editors.NoteAsync(id, "grace", "grace@example.com", Cancelled);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        var gone = await _host.Editors.NoteAsync(id, "grace", "grace@example.com", Cancelled);

        still.Select(editor => (editor.Name, editor.Since)).ShouldBe([("ada@example.com", began)]);
        gone.ShouldBeEmpty();
    }

    [Fact]
    public async Task Editors_OfTheSamePersonAtTheSameTime_CountOnce()
    {
        var id = (await _host.MakeAsync("Team")).Row.Id;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _host.Editors.NoteAsync(id, "ada", "ada@example.com", Cancelled), Cancelled))).DefaultTimeout();

        (await _host.Editors.NoteAsync(id, "grace", "grace@example.com", Cancelled)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Homes_SetAtTheSameTime_AreOne()
    {
        var homes = _host.Service<HomeStore>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => homes.SetAsync("ada", $"{number}", Cancelled), Cancelled))).DefaultTimeout();

        (await homes.FindAsync("ada", Cancelled)).ShouldNotBeNull();
        await homes.SetAsync("ada", null, Cancelled);
        (await homes.FindAsync("ada", Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Owner_WhoWasRemoved_PassesDashboardsToTheAdministrators_AndNobodyElseLosesAnything()
    {
        var adas = await _host.MakeAsync("Hers");
        var graces = await _host.MakeAsync("Other", "grace");
        await _host.Service<HomeStore>().SetAsync("ada", adas.Row.Id, Cancelled);
        await _host.Service<HomeStore>().SetAsync("grace", graces.Row.Id, Cancelled);
        _host.People.Remove("ada", out _);
        _host.People["grace"] = "hopper@example.com";

        await _host.Service<OwnerSweep>().SweepAsync(Cancelled);
        await _host.Service<OwnerSweep>().SweepAsync(Cancelled);

        var (hers, others) = ((await Store.FindAsync(adas.Row.Id, Cancelled))!, (await Store.FindAsync(graces.Row.Id, Cancelled))!);
        (hers.Row.OwnerId, hers.Row.OwnerName, hers.Row.Version, hers.Document.Title).ShouldBe((null, null, 1, "Hers"));
        (others.Row.OwnerId, others.Row.OwnerName).ShouldBe(("grace", "hopper@example.com"));
        (await _host.Service<HomeStore>().FindAsync("ada", Cancelled)).ShouldBeNull();
        (await _host.Service<HomeStore>().FindAsync("grace", Cancelled)).ShouldBe(graces.Row.Id);
        var recorded = _host.Recorded.ShouldHaveSingleItem();
        (recorded.What, recorded.Who, recorded.Subject, recorded.SubjectId).ShouldBe(("pass-dashboard", "monitor", "Hers", adas.Row.Id));
        recorded.Before.ShouldBe("""{"owner":"ada@example.com","ownerId":"ada"}""");
    }

    [Fact]
    public async Task Owner_WhenRightsChangeHere_IsLookedForAtOnce()
    {
        var made = await _host.MakeAsync("Hers");
        _host.People.Remove("ada", out _);

        _host.Service<OwnerSweep>().OnRightsChanged();

        await Eventually.GetAsync(() => Store.FindRowAsync(made.Row.Id, Cancelled), row => row!.OwnerId is null);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private static List<string> Marks(DashboardDocument document) => [.. (document.ToNode()["marks"] as JsonArray ?? []).Select(mark => (string)mark!)];

    private async Task WriteAsync(string id, int writer)
    {
        for (var save = 0; save < SavesOfEach;)
        {
            var seen = (await Store.FindAsync(id, Cancelled))!;
            var content = seen.Document.ToNode();
            content["marks"] ??= new JsonArray();
            content["marks"]!.AsArray().Add(string.Create(CultureInfo.InvariantCulture, $"{writer}-{save}"));
            var (refusal, _) = await Store.ChangeAsync(seen, DashboardDocument.Of(content), "ada@example.com", null, Cancelled);
            save += refusal == SaveRefusal.None ? 1 : 0;
        }
    }

    private async Task AddSharedAsync(int count)
    {
        await using var context = _host.CreateDbContext();
        context.Dashboards.AddRange(Enumerable.Range(0, count).Select(number => new DashboardRow
        {
            Id = $"{number}",
            Title = $"{number}",
            Visibility = "read",
            LeastRole = "viewer",
            Version = 1,
            Widgets = 0,
            UpdatedAt = _host.Time.GetUtcNow(),
            UpdatedBy = "ada@example.com",
        }));
        await context.SaveChangesAsync(Cancelled);
    }

    public sealed class OnSqlite() : DashboardStoreTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : DashboardStoreTests(new PostgresDatabases(server));
}
