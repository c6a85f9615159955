using System.Collections.Concurrent;
using System.Reflection;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Live;

/// <summary>Properties of a hub method, read from its attributes and signature.</summary>
/// <param name="Role">The role that a caller needs.</param>
/// <param name="Source">The position of the argument that names a daemon; null if it has none.</param>
/// <param name="HasLargeAnswer">Whether the size of its answers is noted (<see cref="LargeAnswerAttribute"/>).</param>
/// <param name="StreamOf">The type of the items that it streams; null if it returns a single answer.</param>
/// <param name="Audited">What to record of its calls (<see cref="AuditedAttribute"/>); null if nothing is.</param>
internal sealed record HubMethod(string Role, int? Source, bool HasLargeAnswer, Type? StreamOf, string? Audited)
{
    /// <summary>The name of the argument that names a daemon, in every method that has one.</summary>
    private const string SourceArgument = "source";

    private static readonly ConcurrentDictionary<MethodInfo, HubMethod> Known = new();

    public static HubMethod Of(MethodInfo method) => Known.GetOrAdd(method, static method => new HubMethod(
        method.GetCustomAttribute<RequiresRoleAttribute>()?.Role ?? Roles.Viewer,
        method.GetParameters().FirstOrDefault(parameter => parameter.Name == SourceArgument)?.Position,
        method.IsDefined(typeof(LargeAnswerAttribute)),
        ItemOf(method.ReturnType),
        method.GetCustomAttribute<AuditedAttribute>()?.What));

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) ? type.GetGenericArguments()[0] : null;
}
