using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Hosting.Tests.Settings;

public sealed class SectionReaderTests
{
    private readonly List<string> _failures = [];

    [Fact]
    public void Text_MissingOrEmpty_IsNull()
    {
        var reader = Read(("Name", ""));

        reader.Text("Name").ShouldBeNull();
        reader.Text("Other").ShouldBeNull();
        _failures.ShouldBeEmpty();
    }

    [Fact]
    public void Text_NotAllowed_NamesKeyValueAndRequirement()
    {
        Read(("Name", "Ada")).Text("Name", "x", value => value == "x", "be x");

        _failures.ShouldBe(["Row:Name is 'Ada', but must be x"]);
    }

    [Theory]
    [InlineData("00:00:01")]
    [InlineData("00:01:00")]
    public void Time_AtALimit_IsTaken(string value)
    {
        Read(("Wait", value)).Time("Wait", TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)).ShouldBe(TimeSpan.Parse(value, null));

        _failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("00:00:00.9")]
    [InlineData("00:01:01")]
    [InlineData("soon")]
    public void Time_OutsideItsRange_SaysWhatIsAllowed(string value)
    {
        Read(("Wait", value)).Time("Wait", TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

        _failures.ShouldBe([$"Row:Wait is '{value}', but must be a time as hh:mm:ss, such as 00:00:05, from 00:00:01 to 00:01:00"]);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("10", true)]
    [InlineData("0", false)]
    [InlineData("11", false)]
    [InlineData("1.5", false)]
    public void Number_InOrOutsideItsRange_IsTakenOrRefused(string value, bool isTaken)
    {
        Read(("Count", value)).Number("Count", 5, 1, 10);

        _failures.ShouldBe(isTaken ? [] : [$"Row:Count is '{value}', but must be a whole number from 1 to 10"]);
    }

    [Fact]
    public void Number_Missing_IsTheFallback() => Read().Number("Count", 5, 1, 10).ShouldBe(5);

    [Theory]
    [InlineData("http://ada:secret@host", "http://…@host")]
    [InlineData("http://ada:secret/with@and?more@host:50051", "http://…@host:50051")]
    [InlineData("ada:secret@host:50051", "…@host:50051")]
    [InlineData("https://host:50051/path?token=secret", "https://host:50051/path?…")]
    [InlineData("http://ada:secret\n@host", "http://…@host")]
    [InlineData("one //ada:secret@host", "…@host")]
    public void Refuse_AddressWithAPassword_HidesIt(string value, string shown)
    {
        Read(("Address", value)).Refuse("Address", "be left out");

        _failures.ShouldBe([$"Row:Address is '{shown}', but must be left out"]);
    }

    [Fact]
    public void Refuse_AddressWhosePasswordIsLongerThanWhatIsShown_HidesIt()
    {
        Read(("Address", $"http://ada:{new string('s', 300)}@host")).Refuse("Address", "be left out");

        _failures.ShouldBe(["Row:Address is 'http://…@host', but must be left out"]);
    }

    [Fact]
    public void Refuse_LongValueOfSeveralLines_IsShownOnOneShortLine()
    {
        Read(("Text", "one\r\n\ttwo\u2028three\u0007" + new string('x', 1000))).Refuse("Text", "be left out");

        var failure = _failures.ShouldHaveSingleItem();
        failure.ShouldStartWith("Row:Text is 'one two three x");
        failure.ShouldEndWith("x…', but must be left out");
        failure.Length.ShouldBeLessThan(250);
    }

    [Fact]
    public void RefuseSecret_AnyValue_DoesNotShowIt()
    {
        Read(("Token", "hunter2")).RefuseSecret("Token", "be printable ASCII");

        _failures.ShouldBe(["Row:Token must be printable ASCII; its value is not shown"]);
    }

    [Fact]
    public void RefuseUnknownKeys_MisspeltKey_IsNamedWithoutItsValue()
    {
        Read(("Tokn", "hunter2"), ("NAME", "ada")).RefuseUnknownKeys(["Name", "Token"]);

        _failures.ShouldBe(["Unknown setting 'Row:Tokn'. Did you mean 'Row:Token'? Known settings: Name, Token"]);
    }

    [Fact]
    public void RefuseUnknownKeys_SectionWhereAValueBelongs_IsNamed()
    {
        Read(("Name:First", "Ada"), ("Token", "hunter2")).RefuseUnknownKeys(["Name", "Token"]);

        _failures.ShouldBe(["Unknown setting 'Row:Name:First'. 'Row:Name' holds one value, not a section"]);
    }

    private SectionReader Read(params (string Key, string Value)[] settings) => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Row:{setting.Key}", (string?)setting.Value)))
            .Build()
            .GetSection("Row"),
        _failures);
}
