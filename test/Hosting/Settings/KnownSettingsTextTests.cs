using System.ComponentModel;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hosting.Tests.Settings;

public sealed class KnownSettingsTextTests
{
    [Fact]
    public void Of_RegisteredSettings_ListsEachOnceByPathWithItsDescription()
    {
        var services = new ServiceCollection()
            .AddSettings<PageOptions>("Page")
            .AddKnownSettings<PageOptions>("Page")
            .AddKnownKeys("", "Page", "DataDirectory")
            .AddKnownList("Rows", [new("Height", "in pixels")]);

        KnownSettingsText.Of(services).Split(Environment.NewLine).ShouldBe(
        [
            "  DataDirectory",
            "  Page:Size      width in pixels (10)",
            "  Page:Title",
            "  Rows:0:Height  in pixels",
        ]);
    }

    [Fact]
    public void Of_NoSettings_IsEmpty() => KnownSettingsText.Of(new ServiceCollection()).ShouldBeEmpty();

    [Fact]
    public void OfTheFramework_NamesWhatTheProgramReads()
    {
        KnownSettingsText.OfTheFramework(new ServiceCollection().AddUnknownSettingsCheck(FrameworkSettings.Web("Logging")))
            .ShouldBe("Further settings apply: those of ASP.NET Core such as Kestrel, Logging and urls.");
        KnownSettingsText.OfTheFramework(new ServiceCollection()).ShouldBeEmpty();
    }

    private sealed class PageOptions
    {
        [Description("width in pixels (10)")]
        public int Size { get; set; }

        public string Title { get; set; } = "";
    }
}
