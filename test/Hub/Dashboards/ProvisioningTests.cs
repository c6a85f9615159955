using FlextMonitor.Hub.Dashboards.Provisioning;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Dashboards;

/// <summary>Dashboards of a folder: read again when they change, and named with line and place where they are bad.</summary>
public abstract class ProvisioningTests(TestDatabases databases) : IAsyncLifetime
{
    private const string Bad = """
        {
          "title": "Ops",
          "widgets": [
            { "id": "a", "type": "clock", "x": 0, "y": 0, "w": 6, "h": 2 },
            { "id": "b", "type": "clock", "x": 6, "y": 0,
              "w": 7, "h": 2 }
          ]
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("provisioning-test-");
    private DashboardsHost _host = null!;

    private ProvisionedDashboards Provisioned => _host.Service<ProvisionedDashboards>();

    public async ValueTask InitializeAsync()
    {
        Write("ops.json", """{"title":"Ops"}""");
        Write("team/night.json", """{"title":"Night","visibility":"private","leastRole":"operator"}""");
        Write(".hidden.json", "nonsense");
        Write("..data/ops.json", "nonsense");
        Write("readme.txt", "nonsense");
        _host = await DashboardsHost.StartAsync(databases, ("Dashboards:Folder", _folder.FullName));
    }

    [Fact]
    public void Start_HasReadTheFolder_BeforeAnybodyIsAnswered()
    {
        Titles().ShouldBe([("ops.json", "Ops"), ("team/night.json", "Night")]);
        Provisioned.Contents.Dashboards.Values.ShouldAllBe(dashboard => dashboard.Stored.Row.Visibility == "read");
        Provisioned.Contents.Bad.ShouldBeEmpty();
    }

    [Fact]
    public async Task File_ThatBecomesBad_IsNamed_AndShowsWhatItHeldBefore()
    {
        var before = Provisioned.Contents.Dashboards.Values.Single(dashboard => dashboard.Path == "ops.json");
        Write("ops.json", Bad);

        Provisioned.Read();
        Provisioned.Read();

        var file = Provisioned.Contents.Bad.ShouldHaveSingleItem();
        var error = file.Errors.ShouldHaveSingleItem();
        (file.Path, error.Line, error.Pointer, error.Message).ShouldBe(("ops.json", 6, "/widgets/1/w", "x + w is 13, and may be at most 12."));
        file.Served.ShouldBe(before);
        var entry = _host.Log.Entries.Where(entry => entry.Level == LogLevel.Warning).ShouldHaveSingleItem("once for each change");
        entry.Message.ShouldBe("The dashboard in ops.json, line 6, /widgets/1/w: x + w is 13, and may be at most 12. Until that is mended, what it held before stays");
        var health = (await _host.Process.HealthAsync()).Entries["dashboards"];
        (health.Status, health.Description).ShouldBe((HealthStatus.Degraded, "1 of 2 files of dashboards cannot be used: ops.json, line 6, /widgets/1/w."));
    }

    [Fact]
    public async Task File_ThatIsBad_ShowsWhatItHeldBefore_AlsoAfterARestart()
    {
        var before = Provisioned.Contents.Dashboards.Values.Select(dashboard => (dashboard.Path, dashboard.Tag, dashboard.Stored.Row.UpdatedAt, dashboard.Stored.Version.Document)).ToList();
        Write("ops.json", Bad);
        _host.Time.Advance(TimeSpan.FromHours(1));

        await _host.RestartAsync();

        Provisioned.Contents.Dashboards.Values.Select(dashboard => (dashboard.Path, dashboard.Tag, dashboard.Stored.Row.UpdatedAt, dashboard.Stored.Version.Document)).ShouldBe(before, ignoreOrder: true);
        Provisioned.Contents.Bad.ShouldHaveSingleItem().Path.ShouldBe("ops.json");
    }

    [Fact]
    public async Task File_ThatIsTakenAwayWhileNothingRuns_IsNotShownAfterIt()
    {
        File.Delete(Path.Combine(_folder.FullName, "ops.json"));
        await _host.RestartAsync();
        Write("ops.json", Bad);

        await _host.RestartAsync();

        Titles().ShouldBe([("team/night.json", "Night")]);
    }

    [Fact]
    public void File_ThatIsMended_IsShownAsItIs_WithTheSameId()
    {
        var id = Provisioned.Contents.Dashboards.Values.Single(dashboard => dashboard.Path == "ops.json").Stored.Row.Id;
        Write("ops.json", "{");
        Provisioned.Read();
        Write("ops.json", """{"title":"Ops 2"}""");

        Provisioned.Read();

        Provisioned.Contents.Find(id)!.Document.Title.ShouldBe("Ops 2");
        _host.Log.Entries.ShouldContain(entry => entry.Message == "The dashboard in ops.json is good again");
    }

    [Theory]
    [InlineData("{\n  \"title\": \"a\",\n}", 3, "/title", "not JSON")]
    [InlineData("{\n\"title\": \"a\",\n\"widgets\": [\n{\"id\":\"a\"}]}", 4, "/widgets/0/type", "type is missing")]
    [InlineData("", 1, "", "not JSON")]
    [InlineData("{\n\"title\": \"a\",\n\n\"title\": \"b\"}", 4, "", "twice")]
    [InlineData("\uFEFF{\n\"title\": 7}", 2, "/title", "title is 7")]
    [InlineData("{\"title\":\"a\",\n\"x\":\"\\ud800\"}", 2, "/x", "surrogate")]
    public void File_ThatIsBadFromTheBeginning_IsNamedByLineAndPlace(string content, long line, string place, string message)
    {
        Write("new.json", content);

        Provisioned.Read();

        var file = Provisioned.Contents.Bad.ShouldHaveSingleItem();
        (file.Path, file.Errors[0].Line, file.Errors[0].Pointer, file.Served).ShouldBe(("new.json", line, place, null));
        file.Errors[0].Message.ShouldContain(message);
    }

    [Fact]
    public void File_ThatIsTakenAway_TakesItsDashboardWithIt()
    {
        File.Delete(Path.Combine(_folder.FullName, "ops.json"));

        Provisioned.Read();

        Titles().ShouldBe([("team/night.json", "Night")]);
    }

    [Fact]
    public void Link_ToAnotherFile_IsFollowed_WhenItPointsElsewhere()
    {
        Write("..data1/linked.json", """{"title":"One"}""");
        Write("..data2/linked.json", """{"title":"Two"}""");
        var current = Path.Combine(_folder.FullName, "..current");
        Directory.CreateSymbolicLink(current, Path.Combine(_folder.FullName, "..data1"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "linked.json"), Path.Combine("..current", "linked.json"));
        Provisioned.Read();
        var first = Titles();

        Directory.Delete(current);
        Directory.CreateSymbolicLink(current, Path.Combine(_folder.FullName, "..data2"));
        Provisioned.Read();

        first.ShouldContain(("linked.json", "One"));
        Titles().ShouldContain(("linked.json", "Two"));
    }

    [Fact]
    public void Folder_ThatIsAway_KeepsWhatItHeld_AndIsNamed()
    {
        _folder.MoveTo($"{_folder.FullName}-away");

        Provisioned.Read();

        Titles().Count.ShouldBe(2);
        Provisioned.Contents.Problem.ShouldNotBeNull().ShouldStartWith("The folder cannot be read: ");
    }

    [Fact]
    public async Task Folder_IsReadAgain_ByItself()
    {
        Write("more.json", """{"title":"More"}""");

        await Eventually.GetAsync(
            () =>
            {
                _host.Time.Advance(ProvisionedDashboards.Period);
                return Task.FromResult(Provisioned.Contents.Dashboards.Count);
            },
            count => count == 3);
    }

    [Fact]
    public async Task Start_WithAFolderThatIsNotThere_SaysSo()
    {
        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => DashboardsHost.StartAsync(databases, ("Dashboards:Folder", "/nowhere/dashboards")));

        refusal.Message.ShouldBe("Dashboards:Folder is '/nowhere/dashboards', but must be a folder that exists, with dashboards as .json files");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        databases.Dispose();
        _folder.Refresh();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private List<(string Path, string Title)> Titles() =>
        [.. Provisioned.Contents.Dashboards.Values.Select(dashboard => (dashboard.Path, dashboard.Stored.Document.Title)).OrderBy(pair => pair.Path, StringComparer.Ordinal)];

    private void Write(string path, string content)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public sealed class OnSqlite() : ProvisioningTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : ProvisioningTests(new PostgresDatabases(server));
}
