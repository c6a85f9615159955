using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access.Passwords;

/// <summary>Refuses passwords that consist mostly of what everybody knows here: the product's name, and the person's e-mail address before the <c>@</c>.</summary>
internal sealed class ContextWords : IPasswordValidator<Person>
{
    /// <summary>The shortest part of an address that counts: shorter ones are in many words.</summary>
    private const int ShortestWord = 4;

    /// <summary>Letters and digits that a password must have besides.</summary>
    private const int LeastBesides = 8;

    private const string Product = "flextmonitor";

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) => Task.FromResult(
        password is not null && IsGuessable(password, user.Email)
            ? IdentityResult.Failed(new IdentityError
            {
                Code = "PasswordOfContext",
                Description = $"Besides the e-mail address and the name of this product, the password must have at least {LeastBesides} letters or digits.",
            })
            : IdentityResult.Success);

    /// <summary>Whether too little is left of a password without these words. Case, spaces and punctuation do not matter.</summary>
    public static bool IsGuessable(string password, string? email)
    {
        var letters = Letters(password);
        var rest = letters;
        foreach (var word in new[] { Product, Letters(email?.Split('@')[0] ?? "") }.Where(word => word.Length >= ShortestWord))
        {
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        }

        return rest.Length != letters.Length && rest.Length < LeastBesides;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
