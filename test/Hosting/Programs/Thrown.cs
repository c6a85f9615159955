using System.Runtime.ExceptionServices;

namespace FlextMonitor.Hosting.Tests.Programs;

/// <summary>Makes exceptions with the stack of a component.</summary>
internal static class Thrown
{
    /// <summary>The exception, as if a method of the type had thrown it.</summary>
    public static Exception By(string type, Exception exception) =>
        ExceptionDispatchInfo.SetRemoteStackTrace(exception, $"   at {type}.Start()");
}
