namespace FlextMonitor.Hub.Access;

/// <summary>What became of an attempt to sign in.</summary>
internal enum AttemptResult
{
    /// <summary>It was made, and succeeded.</summary>
    Succeeded,

    /// <summary>It was made, and failed.</summary>
    Failed,

    /// <summary>It was not made: too many failed before it.</summary>
    TooManyFailures,

    /// <summary>It was not made: too many from there are under way.</summary>
    TooManyAtOnce,
}
