using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Daemon.Meltano.Logs.Parsing;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;

namespace FlextMonitor.Daemon.Meltano.Logs;

/// <summary>Reads a line without the project's secrets.</summary>
internal static class MaskedLine
{
    /// <summary>Stands at the end of a line that was too long.</summary>
    private const string CutMark = " … (the rest of this line is left out)";

    /// <summary>What the line says. Secrets are masked after the codes for terminals are gone and JSON is read, because both may stand inside a secret.</summary>
    public static LogText Read(RawLine line, LineParser parser, SecretMask mask)
    {
        var read = parser.Parse(line.Text);
        return read with
        {
            Text = mask.Apply(read.Text, line.IsCut) + (line.IsCut ? CutMark : ""),
            Plugin = read.Plugin is null ? null : mask.Apply(read.Plugin),
        };
    }
}
