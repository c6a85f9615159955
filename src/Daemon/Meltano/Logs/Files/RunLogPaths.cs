using System.Buffers;

namespace FlextMonitor.Daemon.Meltano.Logs.Files;

/// <summary>Where Meltano writes the log of a run: <c>&lt;root&gt;/elt/&lt;state id as a folder name&gt;/&lt;run id&gt;/elt.log</c>.</summary>
/// <param name="roots">The folders in which logs may lie, the likeliest first.</param>
internal sealed class RunLogPaths(IReadOnlyList<string> roots)
{
    private const string FileName = "elt.log";

    // What Meltano leaves out of a folder's name, since 2.0.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>The folders in which logs may lie, the likeliest first.</summary>
    public IReadOnlyList<string> Roots { get; } = roots;

    /// <summary>The roots of a project: the folder of the settings alone, or the user's log folder (Meltano 4) and the project's (up to 3).</summary>
    /// <param name="projectRoot">The project's folder.</param>
    /// <param name="logDirectory">The log folder of the settings; relative to the project. <c>null</c> or empty: Meltano's own.</param>
    /// <param name="userLogFolder">The user's log folder, from <see cref="Files.UserLogFolder"/>.</param>
    public static RunLogPaths Of(string projectRoot, string? logDirectory, string? userLogFolder) => new(
        !string.IsNullOrEmpty(logDirectory) ? [Path.Combine(projectRoot, logDirectory)]
            : [.. userLogFolder is null ? [] : new[] { userLogFolder }, Path.Combine(projectRoot, ".meltano", "logs")]);

    /// <summary>
    /// The files in which the log of a run may lie, the likeliest first. None lies outside the roots. Empty if no log can have this name: the state id cannot be
    /// a folder's name, or the run id is not a UUID.
    /// </summary>
    /// <param name="stateId">The state id, as <c>dev:tap-x-to-target-y</c>.</param>
    /// <param name="runId">The run id, 32 hexadecimal digits with or without dashes.</param>
    public IReadOnlyList<string> Of(string stateId, string runId)
    {
        if (!Guid.TryParseExact(runId, "N", out var run) && !Guid.TryParseExact(runId, "D", out run))
        {
            return [];
        }

        var names = new[] { Name(stateId), OldName(stateId) }.Where(name => name is not ("" or "." or "..")).Distinct().ToArray();
        return [.. Roots.SelectMany(_ => names, (root, name) => Path.Combine(root, "elt", name, run.ToString("D"), FileName))];
    }

    private static string Name(string stateId) => string.Concat(stateId.Where(character => !Forbidden.Contains(character) && !char.IsControl(character)));

    // Before that: letters, digits and ._- only, blanks and slashes become underscores, and none of them stands at an end.
    private static string OldName(string stateId) => string.Concat(stateId
        .Select(character => character is ' ' or '/' ? '_' : character)
        .Where(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-')).Trim('.', '_');
}
