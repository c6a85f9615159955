using FlextMonitor.Collector.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Tests.Settings;

/// <summary>A key that nothing reads stops the start, wherever it can be told from what others have put there.</summary>
public sealed class UnknownSettingsTests : IDisposable
{
    private const string Others = ", and those of ASP.NET Core such as Kestrel, Logging and urls";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unknown-settings-test-");

    [Theory]
    [InlineData("Page:Colour", "blue", "Page:Colour is no setting; there are: Size, Title, Corners")]
    [InlineData("Page:Titel:Text", "secret", "Page:Titel is no setting; there are: Size, Title, Corners")]
    [InlineData("PAGE:SIZES", "1", "Page:SIZES is no setting; there are: Size, Title, Corners")]
    [InlineData("Page:IsLarge", "true", "Page:IsLarge is no setting; there are: Size, Title, Corners")]
    public void Validate_UnknownKeyOfAKnownSection_IsRefusedWhereverItStands(string key, string value, string failure)
    {
        Failures(Of((key, value))).ShouldBe([failure]);
        Failures(new ConfigurationBuilder().AddCommandLine([$"--{key}={value}"])).ShouldBe([failure]);
        Failures(Json($$"""{ "{{key}}": "{{value}}" }""")).ShouldBe([failure]);
    }

    [Theory]
    [InlineData("Pge:Size", "Pge is no setting; there are: ConnectionStrings, DataDirectory, Page" + Others)]
    [InlineData("DataDirectry", "DataDirectry is no setting; there are: ConnectionStrings, DataDirectory, Page" + Others)]
    [InlineData("ASPNETCORE_URLS", "ASPNETCORE_URLS is no setting; there are: ConnectionStrings, DataDirectory, Page" + Others)]
    [InlineData("ConnectionStrings:Montor", "ConnectionStrings:Montor is no setting; there are: Monitor")]
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
            """))).ShouldBeEmpty();

    [Fact]
    public void Validate_SeveralUnknownKeys_NamesEachOnce() => Failures(new ConfigurationBuilder()
        .AddCommandLine(["--Page:Colour=blue"])
        .AddJsonFile(Write("""{ "Page": { "Colour": "red", "Tone": "dark" } }""")))
        .Select(failure => failure.Split(' ')[0]).ShouldBe(["Page:Colour", "Page:Tone"], ignoreOrder: true);

    public void Dispose() => _folder.Delete(recursive: true);

    private static IConfigurationBuilder Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));

    private static IReadOnlyList<string> Failures(IConfigurationBuilder settings)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(settings.Build())
            .AddSettings<PageOptions>("Page")
            .AddKnownKeys("Page", "Corners")
            .AddKnownKeys("ConnectionStrings", "Monitor")
            .AddKnownKeys("", "DataDirectory")
            .AddUnknownSettingsCheck()
            .BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return [.. refused.Failures];
        }
    }

    private IConfigurationBuilder Json(string text) => new ConfigurationBuilder().AddJsonFile(Write(text));

    private string Write(string text)
    {
        var file = Path.Combine(_folder.FullName, "appsettings.json");
        File.WriteAllText(file, text);
        return file;
    }

    private sealed class PageOptions
    {
        public int Size { get; set; }

        public string Title { get; set; } = "";

        public bool IsLarge => Size > 10;
    }
}
