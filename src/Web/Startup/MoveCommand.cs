using System.Globalization;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Moving;

namespace FlextMonitor.Web.Startup;

/// <summary>The command <c>move --to "Host=…"</c>: copies what the SQLite files hold to an empty PostgreSQL database. It starts nothing, and takes the monitor's settings.</summary>
internal static class MoveCommand
{
    private const string Command = "move";
    private const string Target = "--to";

    /// <summary>One line for <c>--help</c>.</summary>
    public static (string Usage, string Summary) Help { get; } =
        ($"{Command} {Target} \"Host=…\"", "Copy everything from SQLite to an empty PostgreSQL database. The monitor must not be running.");

    /// <summary>Whether a command line asks for it.</summary>
    public static bool IsRequested(string[] args) => args is [Command, ..] && !ProgramInfo.IsRequested(args);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartException">It cannot be done.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [_, Target, var to, .. var settings] || to.StartsWith('-'))
        {
            throw new StartException($"name the database: {Help.Usage}, and then the settings of the monitor");
        }

        using var files = Stores(settings, []);
        using var database = Stores(settings, new() { [KeyOf(StoreName.Monitor)] = to, [KeyOf(StoreName.History)] = "" });
        var leftOut = await files.Services.GetRequiredService<StoreMove>().MoveAsync(database.Services.GetRequiredService<StoreMove>(), Print, CancellationToken.None);
        foreach (var reason in leftOut)
        {
            await Console.Out.WriteLineAsync($"Left out: {reason}");
        }

        await Console.Out.WriteLineAsync($"Moved. Start the monitor with {KeyOf(StoreName.Monitor)} set to that database, and the first time with the same data folder: its keys go into the database. The SQLite files are as they were");
        return 0;
    }

    private static string KeyOf(StoreName store) => $"ConnectionStrings:{store.Name}";

    private static void Print(MovedTable table) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Name}: rows on both sides: {table.Rows}"));

    private static IHost Stores(string[] settings, Dictionary<string, string?> others)
    {
        var monitor = MonitorBuilder.Create(settings);
        monitor.Configuration.AddInMemoryCollection(others);
        var builder = Host.CreateEmptyApplicationBuilder(new() { Configuration = monitor.Configuration, ContentRootPath = monitor.Environment.ContentRootPath });
        builder.Services.AddEvaluator().AddPeople();
        return builder.Build();
    }
}
