namespace FlextMonitor.Hub.Problems;

/// <summary>Cuts errors down to what a list has room for.</summary>
internal static class ErrorText
{
    /// <summary>The line of an error that says what happened: the last of a Python traceback, otherwise the first that is not blank. Null if there is none.</summary>
    public static string? FirstTellingLine(string? error)
    {
        var lines = (error ?? "").Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        var isTraceback = lines.Count > 0 && lines[0].StartsWith("Traceback", StringComparison.Ordinal);
        return (isTraceback ? lines.FindLast(line => line[0] != ' ') : lines.FirstOrDefault())?.Trim();
    }
}
