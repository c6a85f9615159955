using System.Reflection;
using System.Runtime.Serialization;

namespace FlextMonitor.Contracts.Tests.Document;

/// <summary>What a field may hold, in the words of <c>docs/protocol.md</c>.</summary>
internal static class WireType
{
    private static readonly Dictionary<Type, string> Simple = new()
    {
        [typeof(string)] = "text",
        [typeof(bool)] = "boolean",
        [typeof(int)] = "integer",
        [typeof(long)] = "integer",
        [typeof(double)] = "number",
        [typeof(DateTimeOffset)] = "time",
    };

    /// <summary>The type of a field, and whether it may be null.</summary>
    public static string Of(PropertyInfo field)
    {
        var isNullable = new NullabilityInfoContext().Create(field).ReadState == NullabilityState.Nullable;
        return Name(Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType) + (isNullable ? " or null" : "");
    }

    /// <summary>The record or enumeration whose table describes a field's values; null for values without parts.</summary>
    public static Type? PartOf(PropertyInfo field)
    {
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        var value = IsMap(type) ? type.GetGenericArguments()[0] : type;
        return Simple.ContainsKey(value) ? null : value;
    }

    /// <summary>The word that is sent for a value of an enumeration.</summary>
    public static string Word(FieldInfo value) => value.GetCustomAttribute<EnumMemberAttribute>()!.Value!;

    private static string Name(Type type) =>
        Simple.TryGetValue(type, out var name) ? name
        : IsMap(type) ? $"map of text to {Name(type.GetGenericArguments()[0])}"
        : $"[{type.Name}](#{type.Name.ToLowerInvariant()})";

    private static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueMap<>);
}
