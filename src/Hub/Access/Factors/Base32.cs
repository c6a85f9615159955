namespace FlextMonitor.Hub.Access.Factors;

/// <summary>Base 32 as in RFC 4648, without padding: what authenticator apps take as the text of a secret.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsOfCharacter = 5;

    /// <summary>The text of some bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new List<char>();
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            (buffer, bits) = ((buffer << 8) | value, bits + 8);
            while (bits >= BitsOfCharacter)
            {
                bits -= BitsOfCharacter;
                text.Add(Alphabet[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        if (bits > 0)
        {
            text.Add(Alphabet[(buffer << (BitsOfCharacter - bits)) & 31]);
        }

        return string.Concat(text);
    }
}
