using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>Somebody who may sign in, or is invited to.</summary>
public sealed class Person : IdentityUser
{
    /// <summary>What they may do; empty means nothing.</summary>
    public IReadOnlyList<Grant> Grants { get; set; } = [];

    /// <summary>The issuer of the provider that signs them in, and says what they may do; <c>null</c> for somebody with a password or a passkey.</summary>
    public string? Issuer { get; set; }

    /// <summary>Their id there; <c>null</c> with <see cref="Issuer"/>.</summary>
    public string? Subject { get; set; }

    /// <summary>When the provider was asked for <see cref="Grants"/> (UTC); <c>null</c> with <see cref="Issuer"/>.</summary>
    public DateTimeOffset? GrantsAsOf { get; set; }

    /// <summary>When they were disabled (UTC); <c>null</c> if they are not.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>When they were invited or created (UTC); <c>null</c> if that was before it was recorded.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When they last signed in (UTC); <c>null</c> if they have not since it is recorded.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>How they last signed in, such as <c>password</c>; <c>null</c> with <see cref="LastSignInAt"/>.</summary>
    public string? LastSignInBy { get; set; }

    /// <summary>Whether they can sign in and administer everything.</summary>
    /// <param name="isLocalSignInOn">Whether passwords open anything. Where they do, somebody whom a provider signs in does not count: administration must not depend on the provider.</param>
    internal bool IsActiveAdministrator(bool isLocalSignInOn = true) =>
        DisabledAt is null && (isLocalSignInOn ? PasswordHash : Issuer) is not null && Rights.Of(Grants).Include(Roles.Admin);
}
