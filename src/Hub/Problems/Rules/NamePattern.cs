namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>A pattern of names: <c>*</c> stands for any text, <c>?</c> for one character; case does not matter.</summary>
public static class NamePattern
{
    /// <summary>Whether a name fits. Takes at most the product of both lengths, and allocates nothing.</summary>
    public static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var (at, place, star, starPlace) = (0, 0, -1, 0);
        while (place < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, starPlace) = (at++, place);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || char.ToUpperInvariant(pattern[at]) == char.ToUpperInvariant(name[place])))
            {
                at++;
                place++;
            }
            else if (star >= 0)
            {
                // The star takes one character more.
                (at, place) = (star + 1, ++starPlace);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].TrimStart('*').IsEmpty;
    }
}
