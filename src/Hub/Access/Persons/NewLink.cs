namespace FlextMonitor.Hub.Access.Persons;

/// <summary>A one-time link that was just made.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Secret">256 random bits in hexadecimal.</param>
/// <param name="ExpiresAt">When it expires (UTC).</param>
internal sealed record NewLink(LinkPurpose Purpose, string Secret, DateTimeOffset ExpiresAt)
{
    /// <summary>The page, and after <c>#</c> the secret: browsers do not send that part, so that it is in no log.</summary>
    public string Path => Purpose == LinkPurpose.Invitation ? $"/invitation#{Secret}" : $"/reset#{Secret}";

    /// <summary>Only what it is for, so that no secret reaches a log.</summary>
    public override string ToString() => $"{Purpose}";
}
