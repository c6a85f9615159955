using FlextMonitor.Web.Tests;

[assembly: AssemblyFixture(typeof(SharedHost))]

namespace FlextMonitor.Web.Tests;

/// <summary>One host for every test that only looks: none may end another's session, stop the daemon or fail to sign in often.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private MonitorHost? _host;

    public MonitorHost Host => _host ?? throw new InvalidOperationException("The host has not been started.");

    public async ValueTask InitializeAsync() => _host = await MonitorHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
