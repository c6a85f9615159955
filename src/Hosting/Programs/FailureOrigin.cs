namespace FlextMonitor.Hosting.Programs;

/// <summary>Tells failures of one component from those of others, which may have the same type.</summary>
internal static class FailureOrigin
{
    /// <summary>Whether the exception's stack holds a method of a namespace: code of that namespace threw it, or called what threw it.</summary>
    public static bool PassedThrough(this Exception failure, string @namespace) =>
        failure.StackTrace?.Contains($" {@namespace}.", StringComparison.Ordinal) == true;
}
