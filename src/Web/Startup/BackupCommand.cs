using FlextMonitor.Hub.Storage.Backup;

namespace FlextMonitor.Web.Startup;

/// <summary>The commands <c>backup FILE</c>, which may run beside the monitor, and <c>restore FILE</c>, which may not. They start nothing and take the monitor's settings.</summary>
internal static class BackupCommand
{
    private const string Backup = "backup";
    private const string Restore = "restore";

    /// <summary>One line for each command, for <c>--help</c>.</summary>
    public static IReadOnlyList<(string Usage, string Summary)> Help { get; } =
    [
        ($"{Backup} FILE", "Write people, sessions, history and keys into one file, while the monitor runs."),
        ($"{Restore} FILE", "Put such a file back. The monitor must not be running."),
    ];

    /// <summary>Whether a command line asks for one of them.</summary>
    public static bool IsRequested(string[] args) => args is [Backup or Restore, ..] && !ProgramInfo.IsRequested(args);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartException">It cannot be done.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var command, var file, .. var settings] || file.StartsWith('-'))
        {
            throw new StartException($"name the file: {args[0]} FILE, and then the settings of the monitor");
        }

        var monitor = MonitorBuilder.Create(settings);
        var builder = Host.CreateEmptyApplicationBuilder(new() { Configuration = monitor.Configuration, ContentRootPath = monitor.Environment.ContentRootPath });
        builder.Services.AddAccess().AddHistory();
        using var host = builder.Build();
        var backups = host.Services.GetRequiredService<StoreBackups>();
        await Console.Out.WriteLineAsync(command == Backup ? await WriteAsync(backups, file) : await RestoreAsync(backups, file));
        return 0;
    }

    private static async Task<string> WriteAsync(StoreBackups backups, string file)
    {
        var leftOut = await backups.WriteAsync(file, CancellationToken.None);
        return string.Join(
            Environment.NewLine,
            [$"Written to {Path.GetFullPath(file)}. It holds keys and password hashes: keep it as safe as the data folder", .. leftOut.Select(reason => $"Left out: {reason}")]);
    }

    private static async Task<string> RestoreAsync(StoreBackups backups, string file) =>
        await backups.RestoreAsync(file, CancellationToken.None) is { } former
            ? $"Restored from {Path.GetFullPath(file)}. The files of before are in {former}"
            : $"Restored from {Path.GetFullPath(file)}";
}
