namespace FlextMonitor.Daemon.Meltano.Logs.Parsing;

/// <summary>Tells which lines are part of a Python traceback: its head, the indented frames, the exception, and further ones that it was caused by.</summary>
internal sealed class Traceback
{
    private const string Head = "Traceback (most recent call last):";

    private static readonly string[] Chains =
        ["The above exception was the direct cause of the following exception:", "During handling of the above exception, another exception occurred:"];

    private bool _inFrames;
    private bool _afterException;

    /// <summary>Whether a text is or holds the head of a traceback.</summary>
    public static bool IsHead(string text) => text.Contains(Head, StringComparison.Ordinal);

    /// <summary>Forgets the traceback and looks whether one begins with a new entry.</summary>
    public void Begin(string text)
    {
        _inFrames = IsHead(text);
        _afterException = false;
    }

    /// <summary>Whether the next line goes on with the traceback.</summary>
    public bool Continues(string text)
    {
        if (IsHead(text) || (_afterException && Chains.Contains(text.Trim(), StringComparer.Ordinal)))
        {
            var continues = _inFrames || _afterException;
            _inFrames = true;
            return continues;
        }

        if (_inFrames)
        {
            _afterException = !IsFrame(text);
            _inFrames = !_afterException;
            return true;
        }

        return _afterException && string.IsNullOrWhiteSpace(text);
    }

    // Groups of exceptions draw their frames with these.
    private static bool IsFrame(string text) => string.IsNullOrWhiteSpace(text) || text[0] is ' ' or '\t' or '|' or '+';
}
