namespace FlextMonitor.Hub.Access.Providers;

/// <summary>What a provider gives for a refresh token.</summary>
/// <param name="IdToken">What it says of the person, signed and not checked yet; <c>null</c> if it gives none, which the specification allows.</param>
/// <param name="AccessToken">What to ask its other endpoints with; <c>null</c> if it gives none.</param>
/// <param name="RefreshToken">What to ask with the next time; <c>null</c> if the one that was sent stays good.</param>
internal sealed record ProviderTokens(string? IdToken, string? AccessToken, string? RefreshToken)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(ProviderTokens);
}
