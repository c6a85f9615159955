using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hosting.Tests.Settings;

/// <summary>A key that nothing reads stops the start, unless it may belong to another program on the machine.</summary>
public sealed class UnknownSettingsTests : IDisposable
{
    private const string Others = ", and those of ASP.NET Core such as Kestrel, Logging and urls";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unknown-settings-test-");

    [Theory]
    [InlineData("Page:Colour", "blue", "Unknown setting 'Page:Colour'. Known settings: Size, Title, Corners")]
    [InlineData("Page:Titel:Text", "secret", "Unknown setting 'Page:Titel'. Did you mean 'Page:Title'? Known settings: Size, Title, Corners")]
    [InlineData("PAGE:SIZES", "1", "Unknown setting 'Page:SIZES'. Did you mean 'Page:Size'? Known settings: Size, Title, Corners")]
    [InlineData("Page:IsLarge", "true", "Unknown setting 'Page:IsLarge'. Known settings: Size, Title, Corners")]
    public void Validate_UnknownKeyOfAKnownSection_IsRefusedWhereverItStands(string key, string value, string failure)
    {
        Failures(Of((key, value))).ShouldBe([failure]);
        Failures(new ConfigurationBuilder().AddCommandLine([$"--{key}={value}"])).ShouldBe([failure]);
        Failures(Json($$"""{ "{{key}}": "{{value}}" }""")).ShouldBe([failure]);
    }

    [Theory]
    [InlineData("Pge:Size", "Unknown setting 'Pge'. Did you mean 'Page'? Known settings: ConnectionStrings, DataDirectory, Page" + Others)]
    [InlineData("DataDirectry", "Unknown setting 'DataDirectry'. Did you mean 'DataDirectory'? Known settings: ConnectionStrings, DataDirectory, Page" + Others)]
    [InlineData("page.size", "Unknown setting 'page.size'. The parts of a setting are separated by colons: 'page:size'")]
    [InlineData("ASPNETCORE_URLS", "Unknown setting 'ASPNETCORE_URLS'. Known settings: ConnectionStrings, DataDirectory, Page" + Others)]
    [InlineData("ConnectionStrings:Montor", "Unknown setting 'ConnectionStrings:Montor'. Did you mean 'ConnectionStrings:Monitor'? Known settings: Monitor")]
    public void Validate_UnknownKeyBesideWhatTheMachineHas_IsRefusedUnlessTheMachineMayHaveIt(string key, string failure)
    {
        Failures(new ConfigurationBuilder().AddCommandLine([$"--{key}=1"])).ShouldBe([failure]);
        Failures(Json($$"""{ "{{key}}": "1" }""")).ShouldBe([failure]);
        Failures(Of((key, "1"))).ShouldBeEmpty();
    }

    [Fact]
    public void Validate_WhatIsKnown_IsTaken() => Failures(new ConfigurationBuilder()
        .AddCommandLine(["--urls=http://localhost:5000", "--environment", "Test", "--page:size=3", "--OTEL_SERVICE_NAME=monitor", "--contentRoot=/", "--ConnectionStrings:Monitor=x"])
        .AddJsonFile(Write("""
            {
              "$schema": "https://json.schemastore.org/appsettings.json",
              "Logging": { "LogLevel": { "Default": "Warning" } },
              "Serilog": { "MinimumLevel": "Warning" },
              "Kestrel": { "Endpoints": {} },
              "AllowedHosts": "*",
              "DATADIRECTORY": "data",
              "Page": { "Size": 2, "Corners": [ { "Round": true } ] }
            }
            """)), framework: FrameworkSettings.Web("Logging", "Serilog")).ShouldBeEmpty();

    [Fact]
    public void Validate_SeveralUnknownKeys_NamesEachOnce() => Failures(new ConfigurationBuilder()
        .AddCommandLine(["--Page:Colour=blue"])
        .AddJsonFile(Write("""{ "Page": { "Colour": "red", "Tone": "dark" } }""")))
        .Select(failure => failure.Split('\'')[1]).ShouldBe(["Page:Colour", "Page:Tone"], ignoreOrder: true);

    [Theory]
    [InlineData("Wnidow__Size", "Unknown setting 'Wnidow'. Did you mean 'Window'? Known settings: ConnectionStrings, DataDirectory, Page, Window" + Others, "Window")]
    [InlineData("Deamon__Size", "Unknown setting 'Deamon'. Did you mean 'Daemons'? Known settings: ConnectionStrings, Daemons, DataDirectory, Page" + Others, "Daemons")]
    [InlineData("connectionstring__Monitor", "Unknown setting 'connectionstring'. Did you mean 'ConnectionStrings'? Known settings: ConnectionStrings, DataDirectory, Page" + Others)]
    [InlineData("Page__Titel", "Unknown setting 'Page:Titel'. Did you mean 'Page:Title'? Known settings: Size, Title, Corners")]
    [InlineData("ConnectionStrings__Montor", "Unknown setting 'ConnectionStrings:Montor'. Did you mean 'ConnectionStrings:Monitor'? Known settings: Monitor")]
    [InlineData("connectionstrings__MONITORS", "Unknown setting 'ConnectionStrings:MONITORS'. Did you mean 'ConnectionStrings:Monitor'? Known settings: Monitor")]
    public void Validate_MisspeltSectionInTheEnvironment_IsRefused(string variable, string failure, string? further = null) =>
        Failures(Environment(variable), services => AddSection(services, further)).ShouldBe([failure]);

    [Theory]
    [InlineData("Paeg")]
    [InlineData("Paeg__Size")]
    [InlineData("Pub__Topic", "Hub")]
    [InlineData("Sub__Topic", "Hub")]
    [InlineData("Admn__Topic", "Admin")]
    [InlineData("Daemons__0__Address", "Daemon")]
    [InlineData("DAEMONS__0__Address", "Daemon")]
    [InlineData("Daemon__Host__Interval", "Daemons")]
    [InlineData("DataDirectry")]
    [InlineData("Build__Size")]
    [InlineData("Loging__LogLevel__Default")]
    [InlineData("ConnectionStrings__Orders")]
    [InlineData("Page__Size")]
    public void Validate_VariableThatMayBeAnotherPrograms_IsLeftAlone(string variable, string? further = null) =>
        Failures(Environment(variable), services => AddSection(services, further)).ShouldBeEmpty();

    [Fact]
    public void Validate_MisspeltSettingOfTheHost_IsSuggested() =>
        Failures(new ConfigurationBuilder().AddCommandLine(["--Kestral:Endpoints:Http:Url=http://localhost:1"]))
            .ShouldHaveSingleItem().ShouldStartWith("Unknown setting 'Kestral'. Did you mean 'Kestrel'? Known settings: ConnectionStrings, DataDirectory, Page" + Others);

    [Fact]
    public void Validate_EntriesOfAKnownList_AreLeftToItsReader() =>
        Failures(new ConfigurationBuilder().AddCommandLine(["--Rows:0:Colour=blue"]), services => services.AddKnownList("Rows", [new("Height", "in pixels")])).ShouldBeEmpty();

    [Fact]
    public void Validate_SectionThatOnlyHoldsSections_IsCheckedToo() =>
        Failures(Of(("Outer:Iner:Size", "1")), services => services.AddKnownSettings<PageOptions>("Outer:Inner"))
            .ShouldBe(["Unknown setting 'Outer:Iner'. Did you mean 'Outer:Inner'? Known settings: Inner"]);

    [Fact]
    public void Validate_SettingOfAnotherKindOfProgram_IsRefused()
    {
        Failures(new ConfigurationBuilder().AddCommandLine(["--Kestrel:Endpoints:Http:Url=http://localhost:1"]), framework: FrameworkSettings.Worker("Serilog"))
            .ShouldBe(["Unknown setting 'Kestrel'. Known settings: ConnectionStrings, DataDirectory, Page, and those of .NET such as contentRoot, environment and Serilog"]);
        Failures(new ConfigurationBuilder().AddCommandLine(["--Logging:LogLevel:Default=Debug"]), framework: FrameworkSettings.Web())
            .ShouldBe(["Unknown setting 'Logging'. Known settings: ConnectionStrings, DataDirectory, Page, and those of ASP.NET Core such as Kestrel and urls"]);
    }

    [Theory]
    [InlineData("Serilog")]
    [InlineData("serilog")]
    public void Validate_SettingWithAReplacement_NamesIt(string section) =>
        Failures(new ConfigurationBuilder().AddCommandLine([$"--{section}:MinimumLevel=Debug"]), services => services.AddReplacedSetting("Serilog", "Logs:Level"))
            .ShouldBe([$"Unknown setting '{section}'. Use 'Logs:Level' instead"]);

    [Theory]
    [InlineData("Page:Title:Text", "Unknown setting 'Page:Title:Text'. 'Page:Title' holds one value, not a section")]
    [InlineData("page:size:0", "Unknown setting 'Page:Size:0'. 'Page:Size' holds one value, not a list")]
    [InlineData("DataDirectory:Path", "Unknown setting 'DataDirectory:Path'. 'DataDirectory' holds one value, not a section")]
    public void Validate_SectionWhereAValueBelongs_IsRefused(string key, string failure)
    {
        Failures(Of((key, "1")), AddValue).ShouldBe([failure]);
        Failures(new ConfigurationBuilder().AddCommandLine([$"--{key}=1"]), AddValue).ShouldBe([failure]);
        Failures(Environment(key.Replace(":", "__", StringComparison.Ordinal)), AddValue).ShouldBe([failure]);

        static void AddValue(IServiceCollection services) => services.AddKnownSetting("", "DataDirectory", "a folder");
    }

    [Fact]
    public void Validate_SectionBelowAnEntryThatIsAValue_IsRefused() => Failures(Of(("Page:Origins:0", "a"), ("Page:Origins:1:Url", "b")), services => services.AddKnownSettings<ListOptions>("Page"))
        .ShouldBe(["Unknown setting 'Page:Origins:1:Url'. 'Page:Origins:1' holds one value, not a section"]);

    [Theory]
    [InlineData("Page", "'Page' is a section and holds no value of its own. Its settings: Page:Size, Page:Title, Page:Corners")]
    [InlineData("ConnectionStrings", "'ConnectionStrings' is a section and holds no value of its own. Its settings: ConnectionStrings:Monitor")]
    public void Validate_ValueWhereASectionBelongs_IsRefusedUnlessItMayBeAnotherPrograms(string key, string failure)
    {
        Failures(new ConfigurationBuilder().AddCommandLine([$"--{key}=secret"])).ShouldBe([failure]);
        Failures(Json($$"""{ "{{key}}": "secret" }""")).ShouldBe([failure]);
        Failures(Json($$"""{ "{{key}}": {} }""")).ShouldBeEmpty();
        Failures(Environment(key)).ShouldBeEmpty();
    }

    [Fact]
    public void Validate_ValueWhereASectionOfASectionBelongs_IsRefusedWhereverItStands() =>
        Failures(Environment("Outer__Inner"), services => services.AddKnownSettings<PageOptions>("Outer:Inner"))
            .ShouldBe(["'Outer:Inner' is a section and holds no value of its own. Its settings: Outer:Inner:Size, Outer:Inner:Title"]);

    [Fact]
    public void Validate_ListWhereATextBelongs_IsRefusedBeforeItIsBound() =>
        Failures(Of(("Page:Title:0", "secret"))).ShouldBe(["Unknown setting 'Page:Title:0'. 'Page:Title' holds one value, not a list"]);

    [Fact]
    public void Validate_EntryBelowASectionThatIsAlmostAList_SuggestsTheList() =>
        Failures(Environment("Row__0__Height"), AddRows).ShouldBe(["Unknown setting 'Row:0'. Did you mean 'Rows:0'?"]);

    [Theory]
    [InlineData("Rows_0_Height", "Rows__0__Height")]
    [InlineData("ROWS_12_HEIGHT", "ROWS__12__HEIGHT")]
    public void Validate_VariableOfAListWithOneUnderscore_IsRefused(string variable, string meant) => Failures(Environment(variable), AddRows)
        .ShouldBe([$"Unknown setting '{variable}'. An environment variable is written with two underscores between its parts: '{meant}'"]);

    [Theory]
    [InlineData("ROWS_HEIGHT")]
    [InlineData("ROWS_0")]
    [InlineData("PAGE_TITLE")]
    [InlineData("Row_0_Height")]
    public void Validate_VariableWithOneUnderscoreThatMayBeAnotherPrograms_IsLeftAlone(string variable) => Failures(Environment(variable), AddRows).ShouldBeEmpty();

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AddRows(IServiceCollection services) => services
        .AddKnownList("Rows", [new("Height", "in pixels")])
        .AddKnownKeys("Row", "Colour");

    private static void AddSection(IServiceCollection services, string? section)
    {
        if (section is not null)
        {
            services.AddKnownKeys(section, "Size");
        }
    }

    /// <summary>An environment that holds one variable only.</summary>
    private static IConfigurationBuilder Environment(string variable)
    {
        var prefix = $"T{Guid.NewGuid():N}_";
        System.Environment.SetEnvironmentVariable(prefix + variable, "1");
        return new ConfigurationBuilder().AddEnvironmentVariables(prefix);
    }

    private static IConfigurationBuilder Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));

    private static IReadOnlyList<string> Failures(IConfigurationBuilder settings, Action<IServiceCollection>? add = null, FrameworkSettings? framework = null)
    {
        var collection = new ServiceCollection()
            .AddSingleton<IConfiguration>(settings.Build())
            .AddSettings<PageOptions>("Page")
            .AddKnownKeys("Page", "Corners")
            .AddKnownKeys("ConnectionStrings", "Monitor")
            .AddKnownKeys("", "DataDirectory")
            .AddUnknownSettingsCheck(framework ?? FrameworkSettings.Web("Logging"));
        add?.Invoke(collection);
        using var services = collection.BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return [.. refused.Failures];
        }
        catch (AggregateException several)
        {
            return [.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(refused => refused.Failures).Distinct()];
        }
    }

    private IConfigurationBuilder Json(string text) => new ConfigurationBuilder().AddJsonFile(Write(text));

    private string Write(string text)
    {
        var file = Path.Combine(_folder.FullName, "appsettings.json");
        File.WriteAllText(file, text);
        return file;
    }

    private sealed class ListOptions
    {
        public IList<string> Origins { get; init; } = [];
    }

    private sealed class PageOptions
    {
        public int Size { get; set; }

        public string Title { get; set; } = "";

        public bool IsLarge => Size > 10;
    }
}
