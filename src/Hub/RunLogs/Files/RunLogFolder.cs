using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Storage;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.RunLogs.Files;

/// <summary>
/// The folder of the logs that were read from daemons, <c>run-logs</c> in the data folder. A file ends with <see cref="Whole"/> if it holds the whole log of a run that has ended,
/// and with <see cref="Part"/> otherwise.
/// </summary>
internal sealed class RunLogFolder(DataDirectory data, IOptions<RunLogOptions> options)
{
    public const string Whole = ".log";
    public const string Part = ".part";

    private readonly string _path = Path.Combine(data.Path, "run-logs");
    private readonly Lock _gate = new();
    private readonly HashSet<string> _inUse = new(StringComparer.Ordinal);
    private long? _bytes;

    /// <summary>Opens the file of a log, and tells whether it holds the whole log.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public (RunLogFile File, bool IsWhole, DateTimeOffset WrittenAt) Open(string name)
    {
        lock (_gate)
        {
            DataFolder.Create(_path);
            var whole = PathOf(name, Whole);
            var isWhole = File.Exists(whole);
            var path = isWhole ? whole : PathOf(name, Part);
            var file = RunLogFile.Open(path);
            _inUse.Add(name);
            return (file, isWhole, File.GetLastWriteTimeUtc(path));
        }
    }

    /// <summary>The log was closed, and may be deleted when there is no room.</summary>
    public void Release(string name)
    {
        lock (_gate)
        {
            _inUse.Remove(name);
        }
    }

    /// <summary>Notes that the file holds the whole log.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void MarkWhole(string name) => File.Move(PathOf(name, Part), PathOf(name, Whole), overwrite: true);

    /// <summary>Counts what was written, and deletes the oldest logs that nobody reads if there are too many bytes.</summary>
    /// <exception cref="RunLogsFullException">The logs that are being read take all the room.</exception>
    public void Grow(int bytes)
    {
        lock (_gate)
        {
            _bytes = (_bytes is { } known ? known + bytes : Files().Sum(file => file.Length));
            if (_bytes <= options.Value.MaxBytes)
            {
                return;
            }

            DeleteOldest();
            if (_bytes > options.Value.MaxBytes)
            {
                throw new RunLogsFullException($"the logs that are open take all of {RunLogOptions.Section}:{nameof(RunLogOptions.MaxBytes)} ({options.Value.MaxBytes} bytes)");
            }
        }
    }

    private void DeleteOldest()
    {
        // What is there is counted again: an administrator may have deleted files.
        var files = Files().OrderBy(file => file.LastWriteTimeUtc).ToList();
        _bytes = files.Sum(file => file.Length);
        foreach (var file in files.Where(file => !_inUse.Contains(Path.GetFileNameWithoutExtension(file.Name))))
        {
            if (_bytes <= options.Value.MaxBytes)
            {
                return;
            }

            _bytes -= file.Length;
            file.Delete();
        }
    }

    private IEnumerable<FileInfo> Files() => new DirectoryInfo(_path).EnumerateFiles();

    private string PathOf(string name, string ending) => Path.Combine(_path, name + ending);
}
