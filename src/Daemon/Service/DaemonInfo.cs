using System.Reflection;
using System.Runtime.InteropServices;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Proto;

namespace FlextMonitor.Daemon.Service;

/// <summary>The version and uptime of this daemon.</summary>
internal sealed class DaemonInfo(IHostEnvironment environment, IRunSource runs, TimeProvider time)
{
    // Without the commit, which follows a plus sign.
    private static readonly string Version =
        typeof(DaemonInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly long _started = time.GetTimestamp();

    /// <summary>The time since the daemon started.</summary>
    public TimeSpan Uptime => time.GetElapsedTime(_started);

    /// <summary>The answer to GetSystemInfo. The versions of Python and Meltano are empty: this daemon uses neither.</summary>
    public SystemInfo Describe()
    {
        var info = new SystemInfo
        {
            Version = Version,
            Environment = environment.EnvironmentName,
            Features =
            {
                ["runs"] = runs.Kind,
                ["stream_execution"] = "true",
                ["stream_logs"] = "true",
                ["runtime"] = RuntimeInformation.FrameworkDescription,
            },
        };
        foreach (var (name, value) in runs.Features)
        {
            info.Features[name] = value;
        }

        return info;
    }
}
