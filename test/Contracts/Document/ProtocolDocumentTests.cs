using System.Reflection;
using System.Text.RegularExpressions;
using FlextMonitor.Testing;

namespace FlextMonitor.Contracts.Tests.Document;

/// <summary><c>docs/protocol.md</c> describes every field as the contracts declare it.</summary>
public sealed partial class ProtocolDocumentTests
{
    private const string Section = "fields";

    /// <summary>With this variable of the environment, the test writes the section instead of comparing it.</summary>
    private const string Write = "WRITE_PROTOCOL";

    private static readonly MarkdownDocument Protocol = MarkdownDocument.Open("docs/protocol.md");

    public static TheoryData<string> Records => [.. FieldTables.Records.Select(record => record.Name)];

    [Fact]
    public void Fields_InTheDocument_AreThoseOfTheContracts()
    {
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
        {
            Protocol.WriteSection(Section, FieldTables.Write());
            return;
        }

        Protocol.Section(Section).ShouldBe(
            FieldTables.Write(),
            $"The section '{Section}' of docs/protocol.md is generated from src/Contracts. Write it again: {Write}=1 dotnet test --project test/Contracts -- --filter-class '*ProtocolDocumentTests'");
    }

    [Fact]
    public void Messages_InTheDocument_AreThoseOfTheClient() =>
        Protocol.Table("Messages").Select(row => row[0]).ShouldBe(typeof(IDashboardClient).GetMethods().Select(method => $"`{method.Name}`"), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Records))]
    public void Fields_OfEachRecord_SayUnitRangeAndWhatNullMeans(string name)
    {
        var record = FieldTables.Records.Single(record => record.Name == name);

        FieldTables.FieldsOf(record).SelectMany(Omissions).ShouldBeEmpty();
    }

    private static IEnumerable<string> Omissions(PropertyInfo field)
    {
        var text = DocComments.Of(field);
        var type = WireType.Of(field);
        if ((type.StartsWith("integer", StringComparison.Ordinal) || type.StartsWith("number", StringComparison.Ordinal)) && !Range().IsMatch(text))
        {
            yield return $"{field.Name}: no range in '{text}'";
        }

        if (field.Name.EndsWith("Seconds", StringComparison.Ordinal) && !text.Contains("in seconds", StringComparison.Ordinal))
        {
            yield return $"{field.Name}: no unit in '{text}'";
        }

        if (type.StartsWith("time", StringComparison.Ordinal) && !text.Contains("UTC", StringComparison.Ordinal))
        {
            yield return $"{field.Name}: no time zone in '{text}'";
        }

        if (type.EndsWith("or null", StringComparison.Ordinal) && !text.Contains("null", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{field.Name}: no meaning of null in '{text}'";
        }
    }

    [GeneratedRegex(@"\d or more|\d to \d|\d–\d|at most \d")]
    private static partial Regex Range();
}
