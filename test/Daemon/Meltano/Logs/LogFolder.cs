namespace FlextMonitor.Daemon.Tests.Meltano.Logs;

/// <summary>A folder of its own with the log file of a run, removed at the end.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("run-log-");

    public string Root => _folder.FullName;

    public string Log => Path.Combine(Root, "elt.log");

    public LogFolder With(string content)
    {
        File.WriteAllText(Log, content);
        return this;
    }

    public void Append(string content) => File.AppendAllText(Log, content);

    public void Dispose() => _folder.Delete(recursive: true);
}
