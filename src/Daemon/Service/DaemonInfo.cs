using System.Reflection;
using System.Runtime.InteropServices;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Proto;

namespace FlextMonitor.Daemon.Service;

/// <summary>What this daemon is, and since when it has been there.</summary>
internal sealed class DaemonInfo(IHostEnvironment environment, IRunSource runs, TimeProvider time)
{
    // Less the commit, which follows a plus sign.
    private static readonly string Version =
        typeof(DaemonInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly long _started = time.GetTimestamp();

    /// <summary>How long it has been there.</summary>
    public TimeSpan Uptime => time.GetElapsedTime(_started);

    /// <summary>Its answer to GetSystemInfo. Python and Meltano have no version here: neither is at work.</summary>
    public SystemInfo Describe() => new()
    {
        Version = Version,
        Environment = environment.EnvironmentName,
        Features =
        {
            ["runs"] = runs.Kind,
            ["stream_execution"] = "true",
            ["stream_logs"] = "true",
            ["run_pipeline"] = "true",
            ["cancel_execution"] = "true",
            ["runtime"] = RuntimeInformation.FrameworkDescription,
        },
    };
}
