using System.Globalization;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.Testing.Meltano;

/// <summary>A process that writes runs into an SQLite system database as Meltano does; see <c>writer.py</c>.</summary>
public static class MeltanoWriter
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Begins one run and writes its heartbeat every second until the process ends.</summary>
    /// <returns>The process, and the key of the run's row.</returns>
    public static async Task<(ProgramProcess Process, long Id)> BeginRunAsync(string database, string stateId = "dev:tap-a-to-target-b")
    {
        var process = Start(database, "run", stateId);
        var id = (await process.LineAsync("began "))["began ".Length..];
        return (process, long.Parse(id, CultureInfo.InvariantCulture));
    }

    /// <summary>Inserts, beats and ends runs one after the other, three writes each.</summary>
    /// <param name="database">The file.</param>
    /// <param name="runs">Their number.</param>
    /// <param name="pause">The pause after each write.</param>
    /// <exception cref="InvalidOperationException">A write failed, such as by a lock that was held for too long.</exception>
    public static async Task WriteAsync(string database, int runs, TimeSpan pause)
    {
        await using var process = Start(database, "load", runs.ToString(CultureInfo.InvariantCulture), pause.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        for (var lines = 0; await process.FindLineAsync("wrote ", lines) is not null; lines++)
        {
        }

        if (await process.ExitAsync() != 0)
        {
            throw new InvalidOperationException($"The writer failed:\n{process}");
        }
    }

    private static ProgramProcess Start(string database, params IReadOnlyList<string> arguments) =>
        ProgramProcess.StartCommand(Python, [Repository.PathOf("test", "Testing", "Meltano", "writer.py"), database, .. arguments]);
}
