namespace FlextMonitor.Contracts;

/// <summary>Reserved names of sources.</summary>
public static class SourceNames
{
    /// <summary>The monitor itself: the source of its own problems and of the evaluator's heartbeat. No daemon may have this name.</summary>
    public const string Monitor = "_monitor";

    /// <summary>What the name of a daemon looks like, for messages.</summary>
    public const string Form = "1 to 64 of a-z 0-9 - _ .";

    private const int Longest = 64;

    /// <summary>Whether a daemon may have this name.</summary>
    public static bool IsOfDaemon(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name != Monitor && name.Length is > 0 and <= Longest && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' or '.');
    }
}
