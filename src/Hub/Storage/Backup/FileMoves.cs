namespace FlextMonitor.Hub.Storage.Backup;

/// <summary>Moves of files and folders that can be undone as long as not all of them succeeded.</summary>
internal sealed class FileMoves
{
    private readonly Stack<(string From, string To)> _done = [];

    /// <summary>Moves a file or folder; nothing happens if there is none.</summary>
    public void MoveIfThere(string from, string to)
    {
        if (Path.Exists(from))
        {
            Move(from, to);
            _done.Push((from, to));
        }
    }

    /// <summary>Moves everything back, the last first.</summary>
    public void Undo()
    {
        while (_done.TryPop(out var move))
        {
            Move(move.To, move.From);
        }
    }

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to);
        }
    }
}
