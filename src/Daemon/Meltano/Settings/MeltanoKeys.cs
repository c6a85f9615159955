namespace FlextMonitor.Daemon.Meltano.Settings;

/// <summary>The keys of a Meltano project, in the order in which messages list them, with their descriptions for <c>--help</c>.</summary>
internal static class MeltanoKeys
{
    public static IReadOnlyList<KeyValuePair<string, string>> Described { get; } =
    [
        new(nameof(MeltanoOptions.Project), "folder of a Meltano project to watch; for a single one also Meltano:Project (none)"),
        new(nameof(MeltanoOptions.Name), "name of its source, 1 to 64 of a-z 0-9 - _ . (the folder's name)"),
        new(nameof(MeltanoOptions.DatabaseUri), "its system database, sqlite:///path or postgresql://…; secret (MELTANO_DATABASE_URI, or the project's)"),
        new(nameof(MeltanoOptions.LogDirectory), "folder of its logs (where Meltano writes them by itself)"),
        new(nameof(MeltanoOptions.Environment), "Meltano environment whose runs belong to the jobs (any)"),
        new(nameof(MeltanoOptions.AllowControl), "whether runs may be started and cancelled, true or false (false)"),
        new(nameof(MeltanoOptions.TimeZone), "time zone of the schedules, such as Europe/Lisbon (UTC is assumed)"),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Described.Select(key => key.Key)];
}
