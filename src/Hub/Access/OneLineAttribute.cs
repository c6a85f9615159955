using System.ComponentModel.DataAnnotations;
using System.Text;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Refuses text that nobody can tell from another one, or that a store cannot hold: with control characters, or white space at its ends; in an e-mail address
/// anywhere. Half surrogate pairs are no text either.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneLineAttribute() : ValidationAttribute("The field {0} must have no control characters, and no white space at its ends.")
{
    /// <summary>Whether white space is refused everywhere.</summary>
    public bool WithoutSpaces { get; init; }

    public override string FormatErrorMessage(string name) => WithoutSpaces ? $"The field {name} must have no white space and no control characters." : base.FormatErrorMessage(name);

    public override bool IsValid(object? value) => value is not string text
        || (text.Length == text.Trim().Length && !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || Rune.IsControl(rune) || (WithoutSpaces && Rune.IsWhiteSpace(rune))));
}
