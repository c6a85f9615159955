using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Tests.Storage.Notes;
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

    [Fact]
    public async Task Check_OfAStoreInAnotherFolderThatCannotBeWrittenAnyMore_SaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("other-folder-test-").FullName;
        await using (var host = await StoreHost.StartAsync(NotesDbContext.Add, ("ConnectionStrings:Monitor", $"Data Source={Path.Combine(folder, "notes.db")};Pooling=False")))
        {
            (await host.HealthAsync()).Entries["store"].Status.ShouldBe(HealthStatus.Healthy);

            // No file can be made there, whoever tries: also the super-user of a container.
            Directory.CreateDirectory(Path.Combine(folder, ".writable"));
            var report = await host.HealthAsync();

            report.Entries["store"].Description.ShouldBe("The store cannot be written. Nobody new can sign in, and nothing can be changed.");
            report.Entries["data-folder"].Status.ShouldBe(HealthStatus.Healthy);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static DataDirectory DataAt(string folder) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("DataDirectory", folder)]).Build(), new HostingEnvironment { ContentRootPath = folder });

    private static async Task<HealthStatus> StatusAsync(DataFolderHealthCheck check) =>
        (await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status;
}
