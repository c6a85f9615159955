using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>The program with the page as it was built.</summary>
internal static class MonitorSite
{
    public const string Email = InProcessMonitor.Email;
    public const string Password = InProcessMonitor.Password;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    /// <summary>Starts one; a setting of the test's wins over the usual one.</summary>
    /// <param name="daemons">What it watches, by name.</param>
    /// <param name="settings">Further settings.</param>
    public static Task<InProcessMonitor> StartAsync(IReadOnlyList<(string Name, ScriptedDaemon Daemon)> daemons, params (string Key, string Value)[] settings)
    {
        var all = InProcessMonitor.Watching(Interval, daemons);
        all["contentRoot"] = Repository.Web;
        all["webroot"] = Path.Combine(Repository.Web, "wwwroot");
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return InProcessMonitor.StartAsync(all);
    }
}
