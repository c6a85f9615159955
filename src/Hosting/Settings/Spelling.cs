namespace FlextMonitor.Hosting.Settings;

/// <summary>Finds the word that a person probably meant.</summary>
internal static class Spelling
{
    private const int MostEdits = 3;

    /// <summary>The candidate with the fewest edits, the first of several; <c>null</c> if none is close: at most an edit for every three letters.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What may be written.</param>
    /// <param name="mostEdits">The most edits, 1 to 3, however long the words are.</param>
    public static string? Nearest(string word, IEnumerable<string> candidates, int mostEdits = MostEdits) => candidates
        .Select(candidate => (Text: candidate, Edits: Distance(word, candidate)))
        .Where(candidate => candidate.Edits <= Math.Clamp(Math.Max(word.Length, candidate.Text.Length) / 3, 1, mostEdits))
        .OrderBy(candidate => candidate.Edits)
        .Select(candidate => candidate.Text)
        .FirstOrDefault();

    /// <summary>
    /// How many letters must be added, removed, replaced or swapped with their neighbour to make one word of the other, without regard to case
    /// (the optimal string alignment distance).
    /// </summary>
    public static int Distance(string one, string other)
    {
        var edits = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0 ? i + j : Fewest(edits, one, other, i, j);
            }
        }

        return edits[one.Length, other.Length];
    }

    private static int Fewest(int[,] edits, string one, string other, int i, int j)
    {
        var replaced = edits[i - 1, j - 1] + (IsSame(one[i - 1], other[j - 1]) ? 0 : 1);
        var fewest = Math.Min(replaced, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
        return i > 1 && j > 1 && IsSame(one[i - 1], other[j - 2]) && IsSame(one[i - 2], other[j - 1])
            ? Math.Min(fewest, edits[i - 2, j - 2] + 1)
            : fewest;
    }

    private static bool IsSame(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
