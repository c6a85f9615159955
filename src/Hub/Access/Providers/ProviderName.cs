namespace FlextMonitor.Hub.Access.Providers;

/// <summary>
/// What a person of a provider is called, for people to read. People can type addresses and names at many providers, so one that the provider has not verified stands
/// with the subject: nobody can look like somebody else.
/// </summary>
internal static class ProviderName
{
    /// <summary>The verified e-mail address or, without one, what the person calls themselves and the subject in brackets.</summary>
    public static string Of(ProviderClaims claims, string subject)
    {
        if (claims.First("email") is { } address && claims.IsTrue("email_verified") && address.Length <= AdminOptions.LongestEmail && !address.Any(char.IsWhiteSpace))
        {
            return address;
        }

        var mark = $"[{Clean(subject).Cut(ProviderPeople.LongestId - 1)}]";
        var room = AdminOptions.LongestEmail - mark.Length - 1;
        return room > 0 && claims.First("email", "preferred_username", "name") is { } name ? $"{Clean(name).Cut(room)} {mark}" : mark;
    }

    private static string Clean(string text) => new([.. text.Trim().Select(letter => char.IsControl(letter) ? ' ' : letter)]);
}
