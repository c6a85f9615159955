using FlextMonitor.Collector.Mapping;
using FlextMonitor.Hosting.Text;
using FsCheck.Xunit;

namespace FlextMonitor.Collector.Tests.Mapping;

/// <summary>Codes for a terminal go as a whole, wherever a daemon sends text.</summary>
public sealed class TerminalCodesTests
{
    [Theory]
    [InlineData("\u001b[32mgreen\u001b[0m ok", "green ok")]
    [InlineData("\u001b[1;38;5;196mfailed\u001b[m", "failed")]
    [InlineData("\u001b[38:2::255:0:0mred", "red")]
    [InlineData("\u009b32mgreen\u009b0m", "green")]
    [InlineData("a\u001b[2Kb\u001b[10;1Hc\u001b[?25ld", "abcd")]
    [InlineData("a\u001b[1 qb", "ab")]
    [InlineData("\u001b]0;a title\u0007text", "text")]
    [InlineData("\u001b]8;;https://example.com\u001b\\docs\u001b]8;;\u001b\\.", "docs.")]
    [InlineData("\u009d0;a title\u009ctext", "text")]
    [InlineData("\u001bP1;2qpicture\u001b\\text", "text")]
    [InlineData("\u001b_command\u001b\\a\u001b^private\u009cb\u001bXstring\u0007c", "abc")]
    [InlineData("\u0090x\u009ca\u0098x\u009cb\u009ex\u009cc\u009fx\u009cd", "abcd")]
    [InlineData("\u001b(Ba\u001b7b\u001bMc\u001b=d", "abcd")]
    public void Text_WithCodes_LosesThemWhole(string sent, string shown) => Clean.Text(sent, 1000).ShouldBe(shown);

    [Theory]
    [InlineData("end\u001b", "end")]
    [InlineData("end\u001b[", "end")]
    [InlineData("end\u001b[1;3", "end")]
    [InlineData("end\u009b1;3", "end")]
    [InlineData("end\u001b]0;title", "end")]
    [InlineData("\u001b]0;title\nnext line", "\nnext line")]
    [InlineData("\u001b]0;title\u001b[31mred", "red")]
    [InlineData("\u001b[31\nnext line", "\nnext line")]
    [InlineData("\u001b\u001b[31mred", "red")]
    [InlineData("\u001bétude", "étude")]
    [InlineData("\u009c\u0085a", "a")]
    public void Text_WithACodeThatIsCutOrSpoiled_LosesNoOtherText(string sent, string shown) => Clean.Text(sent, 1000).ShouldBe(shown);

    [Fact]
    public void Text_LongerThanItsLimitOnlyByCodes_IsNotCut() =>
        Clean.Text(string.Concat(Enumerable.Repeat("\u001b[31ma", 10)), 10).ShouldBe("aaaaaaaaaa");

    [Fact]
    public void Text_CutAtItsLimit_LeavesNoPartOfACode() => Clean.Text("12345678\u001b[31m90\u001b[0m12", 10).ShouldBe("123456789…");

    [Fact]
    public void Text_TenMillionCharactersOfCodes_IsReadOnce()
    {
        var sent = string.Concat(Enumerable.Repeat("\u001b]0;", 2_500_000)) + "\u001b[0mend";

        Clean.Text(sent, 1000).ShouldBe("end");
    }

    [Property]
    public void Text_AnyText_HoldsNoControlCharacters(string? before, string? after) =>
        Clean.Text($"{before}\u001b[31m{after}", 1000).ShouldAllBe(character => !char.IsControl(character) || character == '\t' || character == '\n' || character == '\r');

    [Property]
    public void Remove_TextWithoutCodes_IsTheSame(FsCheck.NonNull<string> text)
    {
        var plain = string.Concat(text.Get.Where(character => !char.IsControl(character)));

        TerminalCodes.Remove(plain, 1000).ShouldBe(plain);
    }
}
