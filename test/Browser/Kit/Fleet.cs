using System.Globalization;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>A host that watches many daemons. Three scripted ones answer under all the names: one that is well, one in trouble, one that stops.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly ScriptedDaemon[] _daemons;

    private Fleet(ScriptedDaemon[] daemons, InProcessMonitor site)
    {
        _daemons = daemons;
        Site = site;
    }

    public InProcessMonitor Site { get; }

    /// <summary>Starts it with daemons called <c>daemon-01</c> and so on.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="standingOf">How the one at a place stands, from 0.</param>
    public static async Task<Fleet> StartAsync(int count, Func<int, FleetStanding> standingOf)
    {
        var troubled = Day.Script();
        troubled.HealthCheck = _ => Task.FromResult(new HealthStatus
        {
            Healthy = false,
            Components = { ["disk"] = new ComponentHealth { Name = "disk", Healthy = false, Message = "only 2 % of /var is free" } },
        });
        var daemons = new[] { await ScriptedDaemon.StartAsync(Day.Script(isTroubled: false)), await ScriptedDaemon.StartAsync(troubled), await ScriptedDaemon.StartAsync(Day.Script()) };
        var site = await MonitorSite.StartAsync([.. Enumerable.Range(0, count).Select(place => (NameOf(place), daemons[(int)standingOf(place)]))]);
        return new Fleet(daemons, site);
    }

    /// <summary>The name of the daemon at a place, from 0.</summary>
    public static string NameOf(int place) => string.Create(CultureInfo.InvariantCulture, $"daemon-{place + 1:00}");

    /// <summary>From now on those that go down do not answer.</summary>
    public Task StopAsync() => _daemons[(int)FleetStanding.Down].StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        foreach (var daemon in _daemons)
        {
            await daemon.DisposeAsync();
        }
    }
}
