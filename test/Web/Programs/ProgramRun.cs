using FlextMonitor.Testing.Processes;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary>Starts the program of <c>src/Web</c> as a process, with only the settings of a test.</summary>
internal static class ProgramRun
{
    /// <summary>Starts it with settings from environment variables.</summary>
    public static ProgramProcess Start(params (string Key, string Value)[] settings) => Start([], settings);

    /// <summary>Starts it with a command line too.</summary>
    public static ProgramProcess Start(string[] arguments, params (string Key, string Value)[] settings) =>
        ProgramProcess.Start(MonitorProcess.ProgramName, arguments, settings);

    /// <summary>Waits until it listens; where.</summary>
    public static async Task<string> AddressAsync(this ProgramProcess program) =>
        (await program.LineAsync(MonitorProcess.AddressLine))[MonitorProcess.AddressLine.Length..];
}
