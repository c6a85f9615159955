using FlextMonitor.Hub.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Storage;

public sealed class DataFolderHealthCheckTests
{
    [Fact]
    public async Task Check_OfAFolderThatCannotBeWrittenAnyMore_SaysSo_AndAgainWhenItCan()
    {
        var folder = Directory.CreateTempSubdirectory("data-folder-test-").FullName;
        var time = new FakeTimeProvider();
        var check = new DataFolderHealthCheck(DataAt(folder), time);

        (await StatusAsync(check)).ShouldBe(HealthStatus.Healthy);
        Directory.Delete(folder, recursive: true);
        (await StatusAsync(check)).ShouldBe(HealthStatus.Healthy, "a result serves for some seconds");
        time.Advance(DataFolderHealthCheck.Lifetime);
        (await StatusAsync(check)).ShouldBe(HealthStatus.Unhealthy);
        Directory.CreateDirectory(folder);
        time.Advance(DataFolderHealthCheck.Lifetime);
        (await StatusAsync(check)).ShouldBe(HealthStatus.Healthy);

        Directory.Delete(folder, recursive: true);
    }

    private static DataDirectory DataAt(string folder) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("DataDirectory", folder)]).Build(), new HostingEnvironment { ContentRootPath = folder });

    private static async Task<HealthStatus> StatusAsync(DataFolderHealthCheck check) =>
        (await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status;
}
