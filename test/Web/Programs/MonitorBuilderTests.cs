using FlextMonitor.Web.Startup;

namespace FlextMonitor.Web.Tests.Programs;

public sealed class MonitorBuilderTests
{
    [Fact]
    public async Task Create_OnAnyMachine_HasThreadsBesideThoseThatWaitForTheDatabase()
    {
        await using var app = MonitorBuilder.Create(["--urls=http://127.0.0.1:0"]).Build();

        ThreadPool.GetMinThreads(out var threads, out _);
        Assert.True(threads >= 8, $"{threads} threads");
    }
}
