using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>What is wrong with the fields of a request.</summary>
public sealed class FieldErrors
{
    private const int LongestExcerpt = 64;

    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _errors.Count > 0;

    /// <summary>The answer 400.</summary>
    public ValidationProblem ToProblem() => TypedResults.ValidationProblem(_errors.ToDictionary(error => error.Key, error => error.Value.ToArray()));

    /// <summary>Says what is wrong with a field, and what is allowed, as a sentence.</summary>
    public void Add(string field, string problem)
    {
        if (!_errors.TryGetValue(field, out var problems))
        {
            _errors.Add(field, problems = []);
        }

        problems.Add(problem);
    }

    /// <summary>Says what is wrong with the fields of a part.</summary>
    public void AddAll(IReadOnlyDictionary<string, string[]> problems, string prefix)
    {
        foreach (var (field, texts) in problems)
        {
            foreach (var text in texts)
            {
                Add($"{prefix}{field}", text);
            }
        }
    }

    /// <summary>Checks a text of one line, which must not be empty.</summary>
    public string Text(string field, string? value, int longest)
    {
        var text = value?.Trim() ?? "";
        if (text.Length == 0 || text.Length > longest)
        {
            Add(field, $"{field} has {text.Length} characters, and must have 1 to {longest}.");
        }
        else if (!IsOneLine(text))
        {
            Add(field, $"{field} must be one line without control characters.");
        }

        return text;
    }

    /// <summary>Checks a text of one line that may be missing; an empty one counts as missing.</summary>
    public string? OptionalText(string field, string? value, int longest) => string.IsNullOrWhiteSpace(value) ? null : Text(field, value, longest);

    /// <summary>Checks a number that may be missing.</summary>
    public int? Number(string field, int? value, int least, int most)
    {
        if (value < least || value > most)
        {
            Add(field, $"{field} is {value}, and may be {least} to {most}.");
        }

        return value;
    }

    /// <summary>Checks a list of texts; a missing list is empty.</summary>
    public IReadOnlyList<string> Texts(string field, IReadOnlyList<string?>? values, int most, int longest)
    {
        if (values is null)
        {
            return [];
        }

        if (values.Count > most)
        {
            Add(field, $"{field} has {values.Count} entries, and may have {most}.");
            return [];
        }

        return [.. values.Select((value, place) => Text($"{field}[{place}]", value, longest)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Checks a word.</summary>
    public string OneOf(string field, string? value, IEnumerable<string> allowed)
    {
        if (value is null || !allowed.Contains(value))
        {
            Add(field, $"{field} is {(value is null ? "missing" : $"'{Excerpt(value)}'")}, and may be {string.Join(", ", allowed)}.");
        }

        return value ?? "";
    }

    /// <summary>The beginning of a text that a caller sent, for a message.</summary>
    public static string Excerpt(string text) => text.Length <= LongestExcerpt ? text : $"{text[..(char.IsHighSurrogate(text[LongestExcerpt - 1]) ? LongestExcerpt - 1 : LongestExcerpt)]}…";

    private static bool IsOneLine(string text) => !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || Rune.IsControl(rune));
}
