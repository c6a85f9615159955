using FlextMonitor.Daemon.Meltano.Settings;
using FlextMonitor.Testing.Meltano;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Tests.Meltano;

public sealed class MeltanoSettingsTests : IDisposable
{
    private readonly MeltanoFolder _folder = new(name: "My Shop!");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OneProject_IsNamedAfterItsFolder()
    {
        var project = Read(("Meltano:Project", _folder.Path + "/")).ShouldHaveSingleItem();

        (project.Key, project.Name, project.Project, project.AllowControl, project.TimeZone).ShouldBe(("Meltano", "my-shop-", _folder.Path, false, null));
    }

    [Fact]
    public void Read_AList_IsAProjectEach()
    {
        var projects = Read(
            ("Meltano:0:Project", _folder.Path), ("Meltano:0:Name", "one"),
            ("Meltano:1:Project", _folder.Path), ("Meltano:1:Name", "two"), ("Meltano:1:AllowControl", "true"), ("Meltano:1:TimeZone", "Europe/Lisbon"), ("Meltano:1:LogDirectory", "logs"));

        projects.Select(project => (project.Key, project.Name)).ShouldBe([("Meltano:0", "one"), ("Meltano:1", "two")]);
        (projects[1].AllowControl, projects[1].TimeZone!.Id, projects[1].LogDirectory).ShouldBe((true, "Europe/Lisbon", Path.Combine(_folder.Path, "logs")));
    }

    [Fact]
    public void Read_Nothing_IsNoProject() => Read().ShouldBeEmpty();

    [Theory]
    [InlineData("Meltano:Project is '/nowhere', but must be the folder of a Meltano project, which holds meltano.yml", "Meltano:Project=/nowhere")]
    [InlineData("Meltano:Project is '', but must be the folder", "Meltano:Name=x")]
    [InlineData("Meltano:TimeZone is 'Mars', but must be a time zone of this system", "Meltano:Project={0}", "Meltano:TimeZone=Mars")]
    [InlineData("Meltano:AllowControl is 'maybe', but must be true or false", "Meltano:Project={0}", "Meltano:AllowControl=maybe")]
    [InlineData("Meltano:DatabaseUri must be sqlite:///path/to/meltano.db or postgresql://user:password@host:5432/name; its value is not shown", "Meltano:Project={0}", "Meltano:DatabaseUri=mysql://u:secret@h/d")]
    [InlineData("Unknown setting 'Meltano:Projekt'", "Meltano:Project={0}", "Meltano:Projekt=x")]
    [InlineData("Meltano:1:Name is 'my-shop-', but must be unique: Meltano:0 has it", "Meltano:0:Project={0}", "Meltano:1:Project={0}")]
    [InlineData("Meltano holds both a single project and a list", "Meltano:0:Project={0}", "Meltano:Name=x")]
    public void Read_ABadSetting_NamesTheKeyAndWhatIsAllowed(string reason, params string[] settings)
    {
        var given = settings.Select(setting => setting.Replace("{0}", _folder.Path, StringComparison.Ordinal).Split('=', 2)).Select(pair => (pair[0], pair[1])).ToArray();

        var failure = Should.Throw<OptionsValidationException>(() => Read(given));

        failure.Message.ShouldContain(reason);
        failure.Message.ShouldNotContain("secret");
    }

    private static IReadOnlyList<MeltanoOptions> Read(params IEnumerable<(string Key, string Value)> settings) => MeltanoSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))).Build());
}
