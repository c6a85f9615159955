namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>Reads text files of a project.</summary>
internal static class ProjectText
{
    /// <summary>The whole text of a file.</summary>
    /// <exception cref="ProjectFileException">The file cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProjectFileException($"{Path.GetFileName(path)} cannot be read: {failure.Message}", failure);
        }
    }
}
