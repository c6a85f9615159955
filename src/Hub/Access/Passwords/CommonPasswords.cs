using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access.Passwords;

/// <summary>Refuses passwords that guessers try first: a list of the most common ones that ships with the program.</summary>
internal sealed class CommonPasswords : IPasswordValidator<Person>
{
    private const string Resource = "common-passwords.txt";

    private static readonly Lazy<FrozenSet<string>> Known = new(Read);

    /// <summary>How many passwords are on the list.</summary>
    public static int Count => Known.Value.Count;

    /// <summary>Whether a password is on the list. Case does not matter.</summary>
    public static bool Contain(string password) => Known.Value.Contains(password.Trim());

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) => Task.FromResult(
        password is not null && Contain(password)
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordCommon", Description = "This password is one of the most common ones, which are guessed first. Choose another." })
            : IdentityResult.Success);

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks the resource {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
