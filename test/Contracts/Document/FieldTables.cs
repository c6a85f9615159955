using System.Reflection;
using System.Runtime.Serialization;

namespace FlextMonitor.Contracts.Tests.Document;

/// <summary>Writes the section of <c>docs/protocol.md</c> that describes every field of every message, from the table of messages and the doc comments.</summary>
internal static class FieldTables
{
    /// <summary>What a subscriber receives: the messages in the order of the first state, then what has no key.</summary>
    public static IReadOnlyList<Type> Messages { get; } =
        [.. MessageDescriptors.All.Where(descriptor => descriptor.Method is not null).Select(descriptor => descriptor.Type), typeof(Closing), typeof(LogLine)];

    /// <summary>The fields that a record itself declares, in order.</summary>
    public static IReadOnlyList<PropertyInfo> FieldsOf(Type record) =>
        [.. record.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(field => field.IsDefined(typeof(DataMemberAttribute)))];

    /// <summary>Every record whose fields the document describes, in its order.</summary>
    public static IReadOnlyList<Type> Records { get; } = [typeof(SourceMessage), .. Messages, .. PartsOf(Messages).Where(part => !part.IsEnum)];

    /// <summary>The whole section.</summary>
    public static string Write() => string.Join("\n\n", [
        .. Records.Select(record => Table(record, ["field", "type", "meaning"], FieldsOf(record).Select(Row))),
        .. PartsOf(Messages).Where(part => part.IsEnum).Select(words => Table(words, ["value", "meaning"], Values(words).Select(value => Row(WireType.Word(value), value)))),
        Table(typeof(ProblemKinds), ["value", "meaning"], Values(typeof(ProblemKinds)).Select(kind => Row((string)kind.GetRawConstantValue()!, kind))),
    ]);

    private static IEnumerable<Type> PartsOf(IEnumerable<Type> records)
    {
        var parts = records.SelectMany(FieldsOf).Select(WireType.PartOf).OfType<Type>().Distinct().ToList();
        return parts.Count == 0 ? [] : parts.Concat(PartsOf(parts.Where(part => !part.IsEnum))).Distinct();
    }

    private static FieldInfo[] Values(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static);

    private static string Table(Type type, string[] columns, IEnumerable<string> rows) => string.Join('\n', [
        $"### {type.Name}",
        DocComments.Of(type),
        "",
        $"| {string.Join(" | ", columns)} |",
        $"|{string.Join('|', columns.Select(_ => "---"))}|",
        .. rows,
    ]);

    private static string Row(PropertyInfo field) =>
        $"| `{field.GetCustomAttribute<DataMemberAttribute>()!.Name}` | {WireType.Of(field)} | {DocComments.Of(field).Replace("|", "\\|", StringComparison.Ordinal)} |";

    private static string Row(string word, FieldInfo value) => $"| `{word}` | {DocComments.Of(value)} |";
}
