using FlextMonitor.Web.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Web.Tests.Programs;

public sealed class MonitorBuilderTests
{
    [Fact]
    public async Task Create_OnAnyMachine_HasThreadsBesideThoseThatWaitForTheDatabase()
    {
        await using var app = MonitorBuilder.Create(["--urls=http://127.0.0.1:0"]).Build();

        ThreadPool.GetMinThreads(out var threads, out _);
        threads.ShouldBeGreaterThanOrEqualTo(8);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true, "--hostBuilder:reloadConfigOnChange=true")]
    public void Create_OnAnyMachine_WatchesNoFolderForFilesOfSettings_UnlessAskedTo(bool watches, params string[] args)
    {
        var builder = MonitorBuilder.Create(args);

        builder.Configuration.Sources.OfType<FileConfigurationSource>().ShouldNotBeEmpty();
        builder.Configuration.Sources.OfType<FileConfigurationSource>().ShouldAllBe(file => file.ReloadOnChange == watches);
    }

    /// <summary>There the framework checks that each service can be created where it is needed.</summary>
    [Fact]
    public async Task Program_InDevelopment_Starts()
    {
        await using var host = await MonitorHost.StartAsync(settings: ("environment", "Development"));

        host.Services.GetRequiredService<IHostEnvironment>().EnvironmentName.ShouldBe("Development");
    }
}
