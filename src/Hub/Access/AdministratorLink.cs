namespace FlextMonitor.Hub.Access;

/// <summary>A link that lets an administrator back in, or why there is none.</summary>
/// <param name="Result">Whether it was made.</param>
/// <param name="Path">Its path and fragment, such as <c>/reset#…</c>; <c>null</c> if it was not made.</param>
public sealed record AdministratorLink(AdministratorLinkResult Result, string? Path = null)
{
    /// <summary>Only the result, so that no secret reaches a log.</summary>
    public override string ToString() => $"{Result}";
}

/// <summary>Whether a link was made.</summary>
public enum AdministratorLinkResult
{
    /// <summary>It was.</summary>
    Made,

    /// <summary>Nobody has the e-mail address, except perhaps somebody whom a provider signs in.</summary>
    UnknownPerson,

    /// <summary>The person is no administrator, and may not be made one.</summary>
    NoAdministrator,
}
