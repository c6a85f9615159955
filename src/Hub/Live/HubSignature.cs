using System.Reflection;

namespace FlextMonitor.Hub.Live;

/// <summary>Describes to a person which arguments a hub method takes.</summary>
internal static class HubSignature
{
    private static readonly Dictionary<string, string> Sentences = typeof(DashboardHub)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsVirtual)
        .ToDictionary(method => method.Name, Describe, StringComparer.OrdinalIgnoreCase);

    /// <summary>The sentence, such as "GetExecution takes 2 arguments: source (text), id (text)."; null if there is no such method.</summary>
    public static string? Of(string method) => Sentences.GetValueOrDefault(method);

    private static string Describe(MethodInfo method)
    {
        // The last one is not the caller's.
        List<ParameterInfo> arguments = [.. method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken))];
        var count = arguments.Count switch { 0 => "no arguments", 1 => "1 argument: ", var many => $"{many} arguments: " };
        return $"{method.Name} takes {count}{string.Join(", ", arguments.Select(argument => $"{argument.Name} ({TypeName(argument.ParameterType)})"))}.";
    }

    private static string TypeName(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) ? "integer of 32 bits"
        : type == typeof(IReadOnlyList<string>) ? "list of texts"
        : throw new NotSupportedException($"A hub method takes {type}: name it for people here.");
}
