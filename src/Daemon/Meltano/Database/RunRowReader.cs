using System.Data.Common;
using System.Globalization;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>Reads a row of <see cref="RunQueries"/>. SQLite keeps times and ids as text; times without a zone are UTC.</summary>
internal static class RunRowReader
{
    /// <summary>The row. What Meltano would never write becomes "unknown" and fails nothing: a row that cannot be read would hide all others.</summary>
    public static RunReading Read(DbDataReader reader)
    {
        var row = new RunRow(
            reader.GetInt64(0),
            reader.IsDBNull(1) ? "" : string.Intern(reader.GetString(1)),
            State(reader.IsDBNull(2) ? null : reader.GetString(2)),
            Time(reader, 3))
        {
            RunId = RunId(reader.GetValue(4)),
            EndedAt = Time(reader, 5),
            Trigger = reader.IsDBNull(6) ? null : string.Intern(reader.GetString(6)),
        };
        return new RunReading(row, Time(reader, 7));
    }

    private static MeltanoState State(string? text) => text switch
    {
        "IDLE" => MeltanoState.Idle,
        "RUNNING" => MeltanoState.Running,
        "SUCCESS" => MeltanoState.Success,
        "FAIL" => MeltanoState.Fail,
        "DEAD" => MeltanoState.Dead,
        "STATE_EDIT" => MeltanoState.StateEdit,
        _ => MeltanoState.Unknown,
    };

    private static Guid? RunId(object value) => value switch
    {
        Guid id => id,
        string text when Guid.TryParse(text, out var id) => id,
        _ => null,
    };

    private static DateTime? Time(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Utc),
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) => time,
        _ => null,
    };
}
