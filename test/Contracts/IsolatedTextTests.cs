namespace FlextMonitor.Contracts.Tests;

public sealed class IsolatedTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Orders to warehouse")]
    [InlineData("Ação – 東京 🚀 12:05")]
    public void Of_TextOfNoOtherDirection_IsUnchanged(string text) => IsolatedText.Of(text).ShouldBe(text);

    [Theory]
    [InlineData("طلبات")]
    [InlineData("הזמנות 12")]
    [InlineData("Orders ١٢")]
    [InlineData("a\u200F")]
    [InlineData("\U0001E900")]
    [InlineData("a\u2067b\u2069")]
    public void Of_TextOfAnotherDirection_IsIsolatedAndOtherwiseUnchanged(string text) => IsolatedText.Of(text).ShouldBe($"\u2068{text}\u2069");

    [Theory]
    [InlineData("a\u202Eb", "a\u202Eb\u202C")]
    [InlineData("\u202Ea\u2068b", "\u202Ea\u2068b\u2069\u202C")]
    [InlineData("a\u2069b\u202Cc", "abc")]
    [InlineData("\u2068\u202Ea\u2069b", "\u2068\u202Ea\u202C\u2069b")]
    [InlineData("\u202Ea\u2068b\u202Cc", "\u202Ea\u2068bc\u2069\u202C")]
    public void Of_TextThatWouldAlterWhatFollows_IsClosed(string text, string expected) => IsolatedText.Of(text).ShouldBe($"\u2068{expected}\u2069");

    [Fact]
    public void Of_TextThatIsIsolatedAlready_StaysWhole() => IsolatedText.Of(IsolatedText.Of("طلب")).ShouldBe("\u2068\u2068طلب\u2069\u2069");
}
