using FlextMonitor.Testing.Meltano;
using FlextMonitor.Testing.Web;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>The program, watching a Meltano project.</summary>
internal sealed class MeltanoSite : IAsyncDisposable
{
    private MeltanoSite(MeltanoFolder folder, InProcessMonitor monitor) => (Folder, Monitor) = (folder, monitor);

    /// <summary>The project's folder.</summary>
    public MeltanoFolder Folder { get; }

    /// <summary>The program.</summary>
    public InProcessMonitor Monitor { get; }

    /// <summary>Starts it, and owns the folder from then on.</summary>
    public static async Task<MeltanoSite> StartAsync(MeltanoFolder folder) =>
        new(folder, await MonitorSite.StartAsync([], ("Meltano:Project", folder.Path)));

    public async ValueTask DisposeAsync()
    {
        await Monitor.DisposeAsync();
        Folder.Dispose();
    }
}
