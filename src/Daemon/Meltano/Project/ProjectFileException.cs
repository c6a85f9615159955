namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>A file of the project cannot be used; the message names the file, the line and the reason.</summary>
internal sealed class ProjectFileException(string message, Exception? cause = null) : Exception(message, cause);
