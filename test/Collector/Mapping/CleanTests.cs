using FlextMonitor.Collector.Mapping;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Collector.Tests.Mapping;

public sealed class CleanTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(12.34, 12.3)]
    [InlineData(12.35, 12.4)]
    [InlineData(99.96, 100)]
    [InlineData(100, 100)]
    [InlineData(250, 100)]
    [InlineData(double.MaxValue, 100)]
    [InlineData(double.Epsilon, 0)]
    public void Percent_ValidOrTooLarge_IsFrom0To100WithOneDecimal(double sent, double expected) =>
        Clean.Percent(sent).ShouldBe(expected);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-0.1)]
    [InlineData(double.MinValue)]
    public void Percent_Invalid_IsNull(double sent) => Clean.Percent(sent).ShouldBeNull();

    [Fact]
    public void Percent_MinusZero_HasNoSign() => double.IsNegative(Clean.Percent(-0.0)!.Value).ShouldBeFalse();

    [Theory]
    [InlineData(0.0, null)]
    [InlineData(0.04, null)]
    [InlineData(-1.0, null)]
    [InlineData(double.NaN, null)]
    [InlineData(0.1, 0.1)]
    [InlineData(41.26, 41.3)]
    [InlineData(101.0, 100.0)]
    public void Progress_ZeroOrInvalid_IsUnknown(double sent, double? expected) => Clean.Progress(sent).ShouldBe(expected);

    [Theory]
    [InlineData(0L, 0L)]
    [InlineData(9_007_199_254_740_991L, 9_007_199_254_740_991L)]
    [InlineData(9_007_199_254_740_992L, 9_007_199_254_740_991L)]
    [InlineData(long.MaxValue, 9_007_199_254_740_991L)]
    [InlineData(-1L, null)]
    [InlineData(long.MinValue, null)]
    public void Count_AnyNumber_IsCappedAtTheLargestJavaScriptInteger(long sent, long? expected) => Clean.Count(sent).ShouldBe(expected);

    [Theory]
    [InlineData(0L, 0)]
    [InlineData(0L, 999_999)]
    [InlineData(-1L, 0)]
    [InlineData(-62_135_596_800L, 0)]
    [InlineData(long.MinValue, 0)]
    [InlineData(7_258_118_400L, 0)]
    [InlineData(253_402_300_799L, 999_999_999)]
    [InlineData(long.MaxValue, int.MaxValue)]
    [InlineData(1_700_000_000L, -1)]
    [InlineData(1_700_000_000L, 1_000_000_000)]
    public void Time_EpochZeroOrOutOfRange_IsNull(long seconds, int nanos) =>
        Clean.Time(new Timestamp { Seconds = seconds, Nanos = nanos }).ShouldBeNull();

    [Fact]
    public void Time_Missing_IsNull() => Clean.Time(null).ShouldBeNull();

    [Fact]
    public void Time_Valid_IsInWholeMilliseconds() =>
        Clean.Time(new Timestamp { Seconds = 1_700_000_000, Nanos = 123_999_999 }).ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123));

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("as it is", "as it is")]
    [InlineData("tab\tand\r\nlines", "tab\tand\r\nlines")]
    [InlineData("bell\a, escape\u001b[31m, nul\0, delete\u007f, C1\u0085", "bell, escape, nul, delete, C1")]
    [InlineData("whole 😀 character", "whole 😀 character")]
    public void Text_ControlCharacters_AreRemovedExceptTabsAndLineEnds(string? sent, string expected) => Clean.Text(sent, 100).ShouldBe(expected);

    // Not a theory: attribute arguments are stored as UTF-8, which cannot hold unpaired surrogates.
    [Fact]
    public void Text_HalfACharacter_IsReplaced()
    {
        Clean.Text("\ud83d", 100).ShouldBe("\ufffd");
        Clean.Text("\ude00", 100).ShouldBe("\ufffd");
        Clean.Text("a\ud83db", 100).ShouldBe("a\ufffdb");
        Clean.Text("\ude00\ud83d", 100).ShouldBe("\ufffd\ufffd");
    }

    [Fact]
    public void Text_TooLong_IsCutWithAMark() => Clean.Text("0123456789", 5).ShouldBe("0123…");

    [Fact]
    public void Text_ExactlyTheLimit_IsNotCut() => Clean.Text("01234", 5).ShouldBe("01234");

    [Theory]
    [InlineData(4, "ab😀…")]
    [InlineData(3, "ab…")]
    [InlineData(2, "ab…")]
    public void Text_CutInsideACharacter_IsCutBeforeIt(int room, string expected) => Clean.Text("ab😀cdef", room + 1).ShouldBe(expected);

    [Fact]
    public void Text_TenMegabytes_IsCut()
    {
        var sent = new string('x', 10 * 1024 * 1024);

        Clean.Text(sent, TextLimits.PublishedError).Length.ShouldBe(4096);
    }

    [Fact]
    public void Line_SeveralLines_BecomeOne() => Clean.Line(" first\r\n  second\tthird\u0007\n", 100).ShouldBe("first second third");

    [Fact]
    public void Metadata_ProtoKey_IsDropped()
    {
        var metadata = Clean.Metadata(new Dictionary<string, string> { ["__proto__"] = "x", ["__pro\0to__"] = "y", ["kept"] = "z" });

        metadata.ShouldHaveSingleItem().ShouldBe(new("kept", "z"));
    }

    [Fact]
    public void Metadata_MoreThanTheLimit_KeepsTheFirstByName()
    {
        var sent = Enumerable.Range(0, 100).Reverse().ToDictionary(i => $"key{i:000}", i => new string('v', 1000));

        var metadata = Clean.Metadata(sent);

        metadata.Keys.ShouldBe(Enumerable.Range(0, TextLimits.MetadataEntries).Select(i => $"key{i:000}"));
        metadata.Values.ShouldAllBe(value => value.Length == TextLimits.MetadataValue);
    }

    [Fact]
    public void Metadata_KeysThatAreEqualWhenCut_AppearOnce()
    {
        var key = new string('k', TextLimits.MetadataKey);

        var metadata = Clean.Metadata(new Dictionary<string, string> { [key + "1"] = "first", [key + "2"] = "second" });

        metadata.ShouldHaveSingleItem().Value.ShouldBe("first");
    }
}
