using System.Text;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>What is wrong with a document: the first faults, each by the JSON pointer (RFC 6901) of its place.</summary>
internal sealed class DocumentErrors
{
    /// <summary>Further ones are not listed.</summary>
    public const int Most = 50;

    private const int LongestExcerpt = 64;

    private readonly List<DocumentError> _errors = [];

    public bool Any => _errors.Count > 0;

    /// <summary>In the order in which they were found.</summary>
    public IReadOnlyList<DocumentError> All => _errors;

    /// <summary>Adds one.</summary>
    /// <param name="pointer">The JSON pointer; empty for the document itself.</param>
    /// <param name="message">What is wrong and what is allowed, as a sentence.</param>
    /// <param name="line">The line in the text, from 1; null if it follows from the pointer.</param>
    public void Add(string pointer, string message, long? line = null)
    {
        if (_errors.Count < Most)
        {
            _errors.Add(new DocumentError(pointer, message, line));
        }
    }

    /// <summary>By pointer, for an answer.</summary>
    public Dictionary<string, string[]> ToDictionary() =>
        _errors.GroupBy(error => error.Pointer, StringComparer.Ordinal).ToDictionary(errors => errors.Key, errors => errors.Select(error => error.Message).ToArray(), StringComparer.Ordinal);

    /// <summary>The beginning of a text that somebody sent, for a message.</summary>
    public static string Excerpt(string text)
    {
        var line = string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? new Rune(' ') : rune));
        var cut = line.Length <= LongestExcerpt ? line : $"{line[..(char.IsHighSurrogate(line[LongestExcerpt - 1]) ? LongestExcerpt - 1 : LongestExcerpt)]}…";
        return IsolatedText.Of(cut);
    }
}

/// <summary>Something that is wrong with a document.</summary>
/// <param name="Pointer">The JSON pointer of its place; empty for the document itself.</param>
/// <param name="Message">What is wrong and what is allowed, as a sentence.</param>
/// <param name="Line">The line in the text, from 1; null if it follows from the pointer.</param>
internal sealed record DocumentError(string Pointer, string Message, long? Line);
