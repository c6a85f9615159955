using System.Text;
using FlextMonitor.Daemon.Meltano.Logs;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FsCheck;
using FsCheck.Xunit;

namespace FlextMonitor.Daemon.Tests.Meltano.Logs;

public sealed class LineSplitterTests
{
    [Theory]
    [InlineData("ab", 2, "ab")]
    [InlineData("abc", 2, "ab")]
    [InlineData("a\U0001F600", 2, "a")]
    [InlineData("a\U0001F600", 3, "a\U0001F600")]
    public void CutAt_AnyText_NeverEndsInsideACharacter(string text, int length, string cut) => text.CutAt(length).ShouldBe(cut);

    [Property]
    public void Split_AnyBlocks_JoinToTheSameLines(NonNull<NonNull<string>[]> blocks)
    {
        var splitter = new LineSplitter();
        var text = string.Concat(blocks.Get.Select(block => Sound(block.Get)));

        var lines = blocks.Get.SelectMany(block => splitter.Split(Encoding.UTF8.GetBytes(Sound(block.Get)))).ToList();
        if (splitter.TakeRest() is { } rest)
        {
            lines.Add(rest);
        }

        string.Join('\n', lines.Select(line => line.Text)).ShouldBe(text.TrimEnd('\n').Length == text.Length ? text : text[..^1]);
    }

    [Property]
    public void Split_AnyBytes_NeverFails(byte[] bytes)
    {
        var splitter = new LineSplitter();

        splitter.Split(bytes).ShouldAllBe(line => !line.Text.Contains('\n'));
    }

    [Fact]
    public void Split_CharactersAcrossBlocks_AreWhole()
    {
        var splitter = new LineSplitter();
        var bytes = Encoding.UTF8.GetBytes("ação €\r\n");

        var lines = bytes.SelectMany(one => splitter.Split([one])).ToList();

        lines.ShouldBe([new RawLine("ação €", false)]);
    }

    [Fact]
    public void Split_InvalidUtf8_IsReplaced() => new LineSplitter().Split([(byte)'a', 0xff, (byte)'b', (byte)'\n']).ShouldBe([new RawLine("a\ufffdb", false)]);

    [Fact]
    public void Split_LineOf10Megabytes_IsCutAndHoldsNoMore()
    {
        var splitter = new LineSplitter();
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("€", 10_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 350; i++)
        {
            splitter.Split(block).ShouldBeEmpty();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
        var line = splitter.Split("\nnext\n"u8);
        line[0].IsCut.ShouldBeTrue();
        line[0].Text.ShouldBe(new string('€', LineSplitter.Longest / 3));
        line[1].ShouldBe(new RawLine("next", false));
    }

    // Halves of surrogate pairs have no UTF-8, and a carriage return may be part of a line end.
    private static string Sound(string text) => string.Concat(text.Where(character => !char.IsSurrogate(character) && character != '\r'));
}
