using System.Text.Json;

namespace FlextMonitor.Hosting.Programs;

/// <summary>Explains where a settings file is not valid JSON: the configuration's own message names the file only.</summary>
internal static class BrokenJson
{
    /// <summary>What <see cref="JsonException"/> adds to its message; both numbers are counted from 0.</summary>
    private const string Position = " LineNumber: ";

    /// <summary>The file, the line, the column and what is wrong there; <c>null</c> if the failure has another cause.</summary>
    /// <param name="failure">What the configuration throws for a file that it cannot load.</param>
    public static string? Explain(InvalidDataException failure)
    {
        Exception? cause = failure;
        while (cause is not (null or JsonException))
        {
            cause = cause.InnerException;
        }

        // The column counts bytes: a letter outside ASCII before it counts as several.
        return cause is JsonException { LineNumber: { } line, BytePositionInLine: { } column } broken
            ? FormattableString.Invariant($"{failure.Message} Line {line + 1}, column {column + 1}: {broken.Message.Split(Position)[0]}")
            : null;
    }
}
