using FlextMonitor.Collector.Logs;

namespace FlextMonitor.Collector.Tests.Logs;

public sealed class LineLocatorTests
{
    [Theory]
    [InlineData("abc", "xyabcd", 5, true)]
    [InlineData("abc", "abcabcd", 6, false)]
    [InlineData("abc", "bcde", 2, false)]
    [InlineData("aaa", "aaaaa", 5, false)]
    [InlineData("abc", "xyz", null, false)]
    [InlineData("abc", "", null, false)]
    public void Position_OfLinesWithoutTimes_IsAfterTheirLastOccurrence(string sent, string log, int? position, bool isCertain)
    {
        var locator = new LineLocator(LogLines.Marks(sent), occurOnce: false);

        foreach (var line in LogLines.Marks(log))
        {
            locator.Add(line);
        }

        (locator.Position, locator.IsCertain).ShouldBe((position, isCertain));
    }

    [Fact]
    public void Position_LogLostItsBeginning_IsCertainForLinesThatOccurOnce()
    {
        var locator = new LineLocator([LogLines.Mark('a', 1), LogLines.Mark('b', 2)], occurOnce: true);

        locator.Add(LogLines.Mark('b', 2));
        locator.Add(LogLines.Mark('c', 3));

        (locator.Position, locator.IsCertain).ShouldBe((1, true));
    }
}
