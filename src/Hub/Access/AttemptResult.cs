namespace FlextMonitor.Hub.Access;

/// <summary>The result of an attempt to sign in or to set up.</summary>
internal enum AttemptResult
{
    /// <summary>The attempt was made and succeeded.</summary>
    Succeeded,

    /// <summary>The attempt was made and failed.</summary>
    Failed,

    /// <summary>The attempt was refused: too many earlier attempts failed.</summary>
    TooManyFailures,

    /// <summary>The attempt was refused: too many earlier attempts for the account failed, from everywhere.</summary>
    TooManyFailuresOfAccount,

    /// <summary>The attempt was refused: too many earlier attempts with the same known device, or in the same session, failed.</summary>
    TooManyFailuresOfDevice,

    /// <summary>The attempt was refused: too many from the same network are running.</summary>
    TooManyAtOnce,
}
