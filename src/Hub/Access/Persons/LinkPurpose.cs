namespace FlextMonitor.Hub.Access.Persons;

/// <summary>What a one-time link is for.</summary>
internal enum LinkPurpose
{
    /// <summary>Somebody was invited and sets the first password.</summary>
    Invitation,

    /// <summary>Somebody lost the password and sets a new one.</summary>
    Reset,
}
