namespace FlextMonitor.Daemon.Meltano.Logs.Files;

/// <summary>The folder in which Meltano 4 keeps the logs of a user.</summary>
internal static class UserLogFolder
{
    /// <summary>The folder of the user whose environment it is; <c>null</c> if the environment names no home.</summary>
    /// <param name="environment">Reads a variable of the environment.</param>
    public static string? Find(Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            return Under(environment("LOCALAPPDATA"), "meltano", "meltano", "Logs");
        }

        return OperatingSystem.IsMacOS() ? Under(environment("HOME"), "Library", "Logs", "meltano")
            : Under(environment("XDG_STATE_HOME"), "meltano", "log") ?? Under(environment("HOME"), ".local", "state", "meltano", "log");
    }

    // A relative path in XDG_STATE_HOME is ignored, as its specification demands.
    private static string? Under(string? folder, params string[] path) =>
        !string.IsNullOrWhiteSpace(folder) && Path.IsPathRooted(folder) ? Path.Combine([folder, .. path]) : null;
}
