using FlextMonitor.Collector.Logs;
using FsCheck.Xunit;

namespace FlextMonitor.Collector.Tests.Logs;

public sealed class PatternMatcherTests
{
    [Theory]
    [InlineData("ab", "xabyab", "3,6")]
    [InlineData("aa", "aaaa", "2,3,4")]
    [InlineData("aab", "aaaab", "5")]
    [InlineData("abab", "ababab", "4,6")]
    [InlineData("a", "bbb", "")]
    public void Add_LinesOfALog_FindsEveryOccurrence(string pattern, string log, string ends) =>
        string.Join(',', EndsIn(pattern, log)).ShouldBe(ends);

    [Property]
    public bool Add_AnyLinesOfAFewKinds_FindsWhatASearchByComparingFinds(byte[] pattern, byte[] log)
    {
        var (sought, text) = ($"a{Letters(pattern)}", Letters(log));

        return EndsIn(sought, text).SequenceEqual(Enumerable.Range(1, text.Length).Where(end => text[..end].EndsWith(sought, StringComparison.Ordinal)));
    }

    private static string Letters(byte[] bytes) => string.Concat(bytes.Select(each => each % 2 == 0 ? 'a' : 'b'));

    private static List<int> EndsIn(string pattern, string log)
    {
        var matcher = new PatternMatcher(LogLines.Marks(pattern));
        return [.. LogLines.Marks(log).Select((line, at) => (IsEnd: matcher.Add(line), End: at + 1)).Where(each => each.IsEnd).Select(each => each.End)];
    }
}
