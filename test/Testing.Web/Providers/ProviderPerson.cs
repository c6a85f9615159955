namespace FlextMonitor.Testing.Web.Providers;

/// <summary>Somebody whom the provider knows.</summary>
/// <param name="Subject">The id there.</param>
/// <param name="Groups">The groups; one is told as a text, several as a list.</param>
public sealed record ProviderPerson(string Subject, params IReadOnlyList<string> Groups)
{
    /// <summary>The e-mail address.</summary>
    public string Email { get; init; } = "ada@example.com";

    /// <summary>Whether the provider has verified it.</summary>
    public bool IsEmailVerified { get; init; } = true;

    /// <summary>The daemons that the claim <c>monitors</c> names; <c>null</c> for no such claim.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>How the person proved their identity, such as <c>mfa</c>.</summary>
    public string? Method { get; init; }
}
